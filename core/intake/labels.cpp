// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/labels.h"

#include "core/intake/fieldtext.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <optional>

namespace updesk
{
namespace
{

constexpr qsizetype kReadAtMost = 262'144;
constexpr qsizetype kLongestLabel = 40;
constexpr qsizetype kLongestComment = 65'536;

enum class Label {
    First,
    Last,
    Full,
    Email,
    Phone,
    Mobile,
    Postal,
    City,
    Region,
    Year,
    Make,
    Model,
    Trim,
    Vin,
    Stock,
    Vehicle,
    Comments,
    Condition,
    Source,
    Timeframe,
    ContactMethod,
    Mileage,
    Id
};

enum class Section { None, Customer, Dealer, Trade };

const QHash<QString, Label> &labelTable()
{
    struct Entry {
        const char *words;
        Label label;
    };
    static constexpr auto entries = std::to_array<Entry>({{"first name", Label::First}, {"firstname", Label::First},
        {"last name", Label::Last}, {"lastname", Label::Last}, {"surname", Label::Last}, {"name", Label::Full},
        {"full name", Label::Full}, {"customer name", Label::Full}, {"customer", Label::Full},
        {"buyer name", Label::Full}, {"contact name", Label::Full}, {"your name", Label::Full}, {"email", Label::Email},
        {"e-mail", Label::Email}, {"email address", Label::Email}, {"e-mail address", Label::Email},
        {"customer email", Label::Email}, {"phone", Label::Phone}, {"telephone", Label::Phone},
        {"phone number", Label::Phone}, {"home phone", Label::Phone}, {"work phone", Label::Phone},
        {"day phone", Label::Phone}, {"evening phone", Label::Phone}, {"tel", Label::Phone},
        {"customer phone", Label::Phone}, {"caller", Label::Phone}, {"caller id", Label::Phone},
        {"caller number", Label::Phone}, {"mobile", Label::Mobile}, {"cell", Label::Mobile},
        {"cell phone", Label::Mobile}, {"mobile phone", Label::Mobile}, {"zip", Label::Postal},
        {"zip code", Label::Postal}, {"postal", Label::Postal}, {"postal code", Label::Postal},
        {"postcode", Label::Postal}, {"zip/postal code", Label::Postal}, {"city", Label::City},
        {"state", Label::Region}, {"province", Label::Region}, {"state/province", Label::Region}, {"year", Label::Year},
        {"make", Label::Make}, {"model", Label::Model}, {"trim", Label::Trim}, {"vin", Label::Vin},
        {"stock", Label::Stock}, {"stock #", Label::Stock}, {"stock number", Label::Stock}, {"stock no", Label::Stock},
        {"vehicle", Label::Vehicle}, {"vehicle of interest", Label::Vehicle}, {"year/make/model", Label::Vehicle},
        {"vehicle name", Label::Vehicle}, {"year make model", Label::Vehicle}, {"comments", Label::Comments},
        {"comment", Label::Comments}, {"message", Label::Comments}, {"question", Label::Comments},
        {"questions", Label::Comments}, {"inquiry", Label::Comments}, {"customer comments", Label::Comments},
        {"condition", Label::Condition}, {"source", Label::Source}, {"lead source", Label::Source},
        {"timeframe", Label::Timeframe}, {"purchase timeframe", Label::Timeframe},
        {"preferred contact", Label::ContactMethod}, {"preferred contact method", Label::ContactMethod},
        {"contact method", Label::ContactMethod}, {"mileage", Label::Mileage}, {"odometer", Label::Mileage},
        {"lead id", Label::Id}, {"reference number", Label::Id}});
    static const QHash<QString, Label> table = [] {
        QHash<QString, Label> made;
        for (const Entry &entry : entries)
            made.insert(QLatin1String(entry.words), entry.label);
        return made;
    }();
    return table;
}

/// A label or heading in the form of the tables: lower case, no stars, underscores as blanks.
QString comparable(QStringView written)
{
    if (written.size() > kLongestLabel)
        return {};
    QString label = written.toString().toLower();
    label.remove(u'*');
    label.replace(u'_', u' ');
    label = label.simplified();
    while (label.endsWith(u':') || label.endsWith(u'.'))
        label.chop(1);
    while (label.startsWith(QChar(0x2022)) || label.startsWith(u'-'))
        label = label.mid(1).trimmed();
    return label.trimmed();
}

std::optional<Label> labelOf(QStringView written)
{
    const auto found = labelTable().constFind(comparable(written));
    return found == labelTable().cend() ? std::nullopt : std::optional(*found);
}

std::optional<Section> headingOf(QStringView line)
{
    const QString words = comparable(line);
    const auto isOneOf = [&](std::initializer_list<const char *> names) {
        return std::any_of(names.begin(), names.end(), [&](const char *name) { return words == QLatin1String(name); });
    };
    if (isOneOf({"seller", "dealer", "dealership", "seller information", "dealer information", "dealership information",
            "seller info", "dealer info", "dealer details"}))
        return Section::Dealer;
    if (isOneOf({"trade", "trade-in", "trade in", "trade information", "trade-in information", "trade-in vehicle",
            "trade vehicle"}))
        return Section::Trade;
    if (isOneOf({"contact", "customer", "buyer", "lead", "listing", "vehicle", "contact information",
            "customer information", "customer info", "contact info", "contact details", "buyer information",
            "vehicle information", "vehicle details", "vehicle info", "lead information", "lead details",
            "listing information"}))
        return Section::Customer;
    return std::nullopt;
}

bool isFooter(QStringView line)
{
    for (const char *start : {"this email was sent", "this message was sent", "this e-mail was sent", "unsubscribe",
             "\xa9", "-- ", "to unsubscribe", "do not reply", "please do not reply", "copyright"}) {
        if (line.startsWith(QLatin1String(start), Qt::CaseInsensitive))
            return true;
    }
    return line == QLatin1String("--");
}

/// A line taken apart: a known label and what follows it.
struct LabelledLine {
    Label label;
    QStringView value;
};

std::optional<LabelledLine> labelledLine(QStringView line)
{
    for (const QChar separator : {QChar(u'\t'), QChar(u':')}) {
        const qsizetype at = line.left(kLongestLabel + 8).indexOf(separator);
        if (at <= 0)
            continue;
        if (const auto label = labelOf(line.left(at))) {
            QStringView value = line.mid(at + 1).trimmed();
            while (value.startsWith(u'*') || value.startsWith(u':'))
                value = value.mid(1).trimmed();
            return LabelledLine{*label, value};
        }
    }
    if (const auto label = labelOf(line))
        return LabelledLine{*label, {}};
    return std::nullopt;
}

class LabelReader
{
public:
    explicit LabelReader(const QString &text)
    {
        for (const QStringView line : QStringView(text).left(kReadAtMost).split(u'\n'))
            m_lines.push_back(line.trimmed());
    }

    LabelFields read()
    {
        for (m_at = 0; m_at < m_lines.size(); ++m_at) {
            const QStringView line = m_lines[m_at];
            const auto heading = headingOf(line);
            const auto labelled = heading && standsAboveLabels() ? std::nullopt : labelledLine(line);
            if (labelled)
                take(*labelled);
            else if (heading)
                m_section = *heading;
        }
        m_fields.comments = m_fields.comments.trimmed();
        return std::move(m_fields);
    }

private:
    QStringView next(size_t after) const
    {
        for (size_t at = after + 1; at < m_lines.size() && at <= after + 2; ++at) {
            if (!m_lines[at].isEmpty())
                return m_lines[at];
        }
        return {};
    }

    /// "Vehicle" is a heading above "Year: 2019" and a label above "2019 Honda Civic".
    bool standsAboveLabels() const
    {
        const QStringView line = next(m_at);
        return line.isEmpty() || labelledLine(line) || headingOf(line);
    }

    void take(const LabelledLine &line)
    {
        if (line.label == Label::Comments) {
            m_section = m_section == Section::Dealer ? Section::None : m_section;
            takeComments(line.value);
            return;
        }
        QStringView value = line.value;
        if (value.isEmpty()) {
            const QStringView below = next(m_at);
            if (below.isEmpty() || labelledLine(below) || headingOf(below))
                return;
            value = below;
        }
        if (m_section != Section::Dealer)
            set(line.label, value);
    }

    void takeComments(QStringView first)
    {
        QString text = first.toString();
        while (m_at + 1 < m_lines.size() && text.size() < kLongestComment) {
            const QStringView line = m_lines[m_at + 1];
            if (labelledLine(line) || headingOf(line) || isFooter(line))
                break;
            text += u'\n' + line.toString();
            ++m_at;
        }
        text = text.trimmed();
        if (text.isEmpty() || meansNothing(text))
            return;
        m_fields.comments += (m_fields.comments.isEmpty() ? QString() : QStringLiteral("\n")) + text;
        ++m_fields.count;
    }

    QString *vehicleField(Label label)
    {
        LabelVehicle &vehicle = m_section == Section::Trade ? m_fields.trade : m_fields.wanted;
        switch (label) {
        case Label::Year:
            return &vehicle.year;
        case Label::Make:
            return &vehicle.make;
        case Label::Model:
            return &vehicle.model;
        case Label::Trim:
            return &vehicle.trim;
        case Label::Vin:
            return &vehicle.vin;
        case Label::Stock:
            return &vehicle.stock;
        case Label::Vehicle:
            return &vehicle.line;
        case Label::Condition:
            return &vehicle.condition;
        case Label::Mileage:
            return &vehicle.mileage;
        default:
            return nullptr;
        }
    }

    QString *personField(Label label)
    {
        switch (label) {
        case Label::First:
            return &m_fields.first;
        case Label::Last:
            return &m_fields.last;
        case Label::Full:
            return &m_fields.full;
        case Label::Email:
            return &m_fields.email;
        case Label::Phone:
            return &m_fields.phone;
        case Label::Mobile:
            return &m_fields.mobile;
        case Label::Postal:
            return &m_fields.postal;
        case Label::City:
            return &m_fields.city;
        case Label::Region:
            return &m_fields.region;
        case Label::Source:
            return &m_fields.source;
        case Label::Timeframe:
            return &m_fields.timeframe;
        case Label::ContactMethod:
            return &m_fields.contactMethod;
        case Label::Id:
            return &m_fields.id;
        default:
            return nullptr;
        }
    }

    void set(Label label, QStringView raw)
    {
        QStringList ignored;
        const QString value = fieldText(raw.toString(), ignored);
        QString *field = vehicleField(label);
        field = field ? field : personField(label);
        if (value.isEmpty() || !field || !field->isEmpty())
            return;
        *field = value;
        ++m_fields.count;
    }

    std::vector<QStringView> m_lines;
    size_t m_at = 0;
    Section m_section = Section::None;
    LabelFields m_fields;
};

} // namespace

LabelFields readLabels(const QString &text) { return LabelReader(text).read(); }

} // namespace updesk
