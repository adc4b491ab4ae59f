// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/sources.h"

#include "core/intake/fieldtext.h"
#include "core/people/emailaddress.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

LeadType typeOf(const QString &word)
{
    if (word == QLatin1String("social"))
        return LeadType::Social;
    if (word == QLatin1String("chat"))
        return LeadType::Chat;
    if (word == QLatin1String("web"))
        return LeadType::Web;
    return word == QLatin1String("phone") ? LeadType::Phone : LeadType::ThirdParty;
}

std::vector<SourcePattern> shippedPatterns()
{
    QFile file(QStringLiteral(":/updesk/intake/sources.json"));
    const bool there = file.open(QIODevice::ReadOnly);
    Q_ASSERT(there);
    std::vector<SourcePattern> patterns;
    const QJsonObject table = there ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    for (const QJsonValue &value : table.value(QLatin1String("sources")).toArray()) {
        patterns.push_back({value[QLatin1String("pattern")].toString(), value[QLatin1String("name")].toString(),
            typeOf(value[QLatin1String("type")].toString())});
    }
    return patterns;
}

bool joinsWord(QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; }

bool isFound(const QString &text, const SourcePattern &pattern)
{
    const bool open = pattern.pattern.endsWith(u'*');
    const QStringView words = QStringView(pattern.pattern).chopped(open ? 1 : 0);
    if (words.isEmpty())
        return false;
    for (qsizetype at = text.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(words, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + words.size();
        const bool starts = at == 0 || !joinsWord(text[at - 1]);
        bool ends = open || end == text.size() || !joinsWord(text[end]);
        if (ends && !open && words.contains(u'.') && end + 1 < text.size() && text[end] == u'.')
            ends = !joinsWord(text[end + 1]); // cars.com.example is someone else's domain
        if (starts && ends)
            return true;
    }
    return false;
}

/// Sources of an id that name the number and not who sent it.
bool namesTheNumber(const QString &source)
{
    static constexpr std::array words{"id", "leadid", "lead id", "lead_id", "prospectid", "prospect id", "customerid",
        "eventname", "event name", "eventid", "event", "source", "sequence", "uuid", "guid", "number", "crm",
        "dealerid", "adf", "lead", "prospect", "external", "externalid", "reference"};
    return std::any_of(words.begin(), words.end(),
        [&](const char *word) { return source.compare(QLatin1String(word), Qt::CaseInsensitive) == 0; });
}

QString nameIn(const AdfElement &provider)
{
    QStringList ignored;
    for (const AdfElement &element : provider.children) {
        if (element.tag != Tag::Name)
            continue;
        if (const QString name = fieldText(element.text, ignored); !name.isEmpty())
            return name;
    }
    return {};
}

QString hostIn(const QString &raw)
{
    QStringList ignored;
    const QString written = fieldText(raw, ignored);
    QString host = QUrl::fromUserInput(written).host();
    if (host.startsWith(QLatin1String("www.")))
        host.remove(0, 4);
    return host.contains(u'.') ? host : QString();
}

QString domainIn(const AdfElement &provider)
{
    const AdfElement *contact = provider.child(Tag::Contact);
    QString written = provider.childText(Tag::Email);
    if (written.trimmed().isEmpty() && contact)
        written = contact->childText(Tag::Email);
    const auto emails = emailsIn(written);
    return emails.empty() ? QString() : emailDomain(emails.front().address);
}

} // namespace

const std::vector<SourcePattern> &defaultSourcePatterns()
{
    static const std::vector<SourcePattern> patterns = shippedPatterns();
    return patterns;
}

const SourcePattern *findSource(const QString &text, const std::vector<SourcePattern> &patterns)
{
    const auto found = std::find_if(
        patterns.begin(), patterns.end(), [&](const SourcePattern &pattern) { return isFound(text, pattern); });
    return found == patterns.end() ? nullptr : &*found;
}

void setSource(LeadDraft &draft, const QString &written, const std::vector<SourcePattern> &patterns)
{
    draft.providerText = written;
    draft.source = written.isEmpty() ? QStringLiteral("Unknown") : written;
    draft.type = LeadType::Web;
    if (const SourcePattern *pattern = findSource(written, patterns)) {
        draft.type = pattern->type;
        if (!pattern->name.isEmpty())
            draft.source = pattern->name;
    }
}

QString sourceIn(const AdfElement &prospect, const AdfElement *beside)
{
    const AdfElement *provider = prospect.child(Tag::Provider);
    provider = provider ? provider : beside;
    QString name = provider ? nameIn(*provider) : QString();
    if (!name.isEmpty())
        return name;
    QStringList ignored;
    for (const AdfElement &element : prospect.children) {
        const QString source =
            element.tag == Tag::Id ? fieldText(element.attribute(Attribute::Source), ignored) : QString();
        if (!source.isEmpty() && !namesTheNumber(source))
            return source;
    }
    if (!provider)
        return {};
    const QString host = hostIn(provider->childText(Tag::Url));
    return host.isEmpty() ? domainIn(*provider) : host;
}

} // namespace updesk
