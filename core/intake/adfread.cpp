// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adfread.h"

#include "core/intake/adfrepair.h"
#include "core/intake/plaintext.h"

#include <QXmlStreamReader>

namespace updesk
{
namespace
{

constexpr int kDeepest = 64;
constexpr qsizetype kLongestText = 262'144;
constexpr int kMostElements = 20'000;

/// Turns the parser's events into the tree of known elements.
class TreeBuilder
{
public:
    TreeBuilder(QStringView xml, int depth) : m_repair(xml), m_depth(depth) { m_reader.setNamespaceProcessing(false); }

    AdfTree build()
    {
        while (feed()) {
            switch (m_reader.readNext()) {
            case QXmlStreamReader::StartElement:
                start();
                break;
            case QXmlStreamReader::EndElement:
                end();
                break;
            case QXmlStreamReader::Characters:
                text(m_reader.text());
                break;
            case QXmlStreamReader::DTD:
            case QXmlStreamReader::EntityReference:
                m_tree.damage = AdfDamage::Malformed;
                break;
            default:
                break;
            }
        }
        return std::move(m_tree);
    }

private:
    /// Gives the parser more text when it asks for it; false when all is read or lost.
    bool feed()
    {
        if (m_tree.damage != AdfDamage::None)
            return false;
        if (m_fed && !m_reader.hasError())
            return !m_reader.atEnd();
        const bool wantsMore = !m_fed || m_reader.error() == QXmlStreamReader::PrematureEndOfDocumentError;
        if (!wantsMore || m_repair.atEnd() || m_repair.hopeless()) {
            m_tree.damage = AdfDamage::Malformed;
            return false;
        }
        m_reader.addData(m_repair.next());
        m_fed = true;
        return true;
    }

    void start()
    {
        if (++m_depth > kDeepest) {
            m_tree.damage = AdfDamage::TooDeep;
            return;
        }
        if (m_unknown > 0 || (!m_open.empty() && !holdsElements(m_open.back()->tag))) {
            ++m_unknown;
            mark(QLatin1String("<"));
            return;
        }
        const Tag tag = tagOf(m_reader.qualifiedName());
        const bool tooMany = ++m_count > kMostElements;
        m_tree.truncated = m_tree.truncated || tooMany;
        if ((tag == Tag::Unknown || tooMany) && !m_open.empty()) {
            ++m_unknown;
            return;
        }
        AdfElement *element = &m_tree.root;
        if (!m_open.empty())
            element = &m_open.back()->children.emplace_back();
        element->tag = tag;
        if (holdsElements(tag))
            element->children.reserve(8);
        for (const QXmlStreamAttribute &attribute : m_reader.attributes()) {
            if (const Attribute known = attributeOf(attribute.qualifiedName()); known != Attribute::Unknown)
                element->attributes.emplace_back(known, attribute.value().toString());
        }
        m_open.push_back(element);
    }

    void end()
    {
        --m_depth;
        if (m_unknown > 0) {
            --m_unknown;
            mark(QLatin1String("</"));
        } else if (!m_open.empty()) {
            m_open.pop_back();
        }
    }

    void text(QStringView read)
    {
        if (m_open.empty() || (m_unknown > 0 && holdsElements(m_open.back()->tag)))
            return;
        QString &text = m_open.back()->text;
        const qsizetype room = std::max<qsizetype>(kLongestText - text.size(), 0);
        m_tree.truncated = m_tree.truncated || read.size() > room;
        text += read.left(room);
    }

    /// HTML inside a text is kept as tags, for the plain text that is made later.
    void mark(QLatin1String opening)
    {
        if (!m_open.empty() && !holdsElements(m_open.back()->tag) && isHtmlTag(m_reader.qualifiedName()))
            text(opening + m_reader.qualifiedName().toString() + u'>');
    }

    QXmlStreamReader m_reader;
    AdfRepair m_repair;
    AdfTree m_tree;
    std::vector<AdfElement *> m_open; ///< never two children of one parent at a time, so growing vectors do no harm
    int m_depth;
    int m_unknown = 0;
    int m_count = 0;
    bool m_fed = false;
};

} // namespace

const AdfElement *AdfElement::child(Tag wanted) const
{
    for (const AdfElement &element : children) {
        if (element.tag == wanted)
            return &element;
    }
    return nullptr;
}

QString AdfElement::childText(Tag wanted) const
{
    const AdfElement *found = child(wanted);
    return found ? found->text : QString();
}

QString AdfElement::attribute(Attribute wanted) const
{
    for (const auto &[name, value] : attributes) {
        if (name == wanted)
            return value;
    }
    return {};
}

AdfTree readAdf(QStringView xml, int depth) { return TreeBuilder(xml, depth).build(); }

} // namespace updesk
