// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatevalues.h"

#include "core/base/text.h"
#include "core/people/phonenumber.h"
#include "core/sequences/templatebook.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace updesk
{

static constexpr int kLongestName = 30, kLongestWords = 60, kLongestAddress = 120;

QString messageLanguage(const QString &customer, const QString &store)
{
    for (const QString &said : {customer, store}) {
        const QString word = folded(said).trimmed();
        if (word == QLatin1String("en") || word.startsWith(QLatin1String("en_"))
            || word.startsWith(QLatin1String("en-")) || word.startsWith(QLatin1String("engl"))
            || word == QLatin1String("ingles") || word == QLatin1String("anglais"))
            return QStringLiteral("en");
        if (word == QLatin1String("es") || word.startsWith(QLatin1String("es_"))
            || word.startsWith(QLatin1String("es-")) || word.startsWith(QLatin1String("spa"))
            || word.startsWith(QLatin1String("espan")))
            return QStringLiteral("es");
        if (word == QLatin1String("fr") || word.startsWith(QLatin1String("fr_"))
            || word.startsWith(QLatin1String("fr-")) || word.startsWith(QLatin1String("fre"))
            || word.startsWith(QLatin1String("fran")))
            return QStringLiteral("fr");
    }
    return QStringLiteral("en");
}

namespace
{

/// One line without what a terminal or a mail header would take for more.
QString oneLine(const QString &text, int most)
{
    QString out;
    for (const QChar c : text)
        out += c.isPrint() ? c : QChar(u' ');
    return out.simplified().left(most).trimmed();
}

QString personName(const QString &typed)
{
    const QString name = oneLine(typed, kLongestName + 1);
    const auto fits = [](QChar c) { return c.isLetter() || c.isMark() || QStringLiteral(u" .'-\u2019").contains(c); };
    const bool plausible = name.size() <= kLongestName && std::ranges::all_of(name, fits)
        && std::ranges::any_of(name, [](QChar c) { return c.isLetter(); })
        && !folded(name).contains(QLatin1String("www.")) && name.count(u'.') <= 2;
    return plausible ? name : QString();
}

/// Customers shout their names in forms; nobody is greeted so.
QString calm(const QString &name)
{
    if (name.size() < 3 || (name != name.toUpper() && name != name.toLower()))
        return name;
    QString out = name.toLower();
    bool begins = true;
    for (QChar &c : out) {
        if (begins)
            c = c.toUpper();
        begins = !c.isLetter();
    }
    return out;
}

bool isNamed(const NamedVehicle &v) { return !v.model.isEmpty() && (!v.make.isEmpty() || !v.stock.isEmpty()); }

QString nameOf(const NamedVehicle &v)
{
    if (!isNamed(v))
        return {};
    const QString year = v.year > 0 ? QString::number(v.year) : QString();
    return oneLine(year + u' ' + v.model + u' ' + v.trim, kLongestWords);
}

QString firstWord(const QString &name) { return name.section(u' ', 0, 0); }

/// Writes times and amounts as the store's region does, in the words of the message's language.
class Writer
{
public:
    Writer(const TemplateFacts &facts, const QString &language)
        : m_facts(facts),
          m_locale(localeOf(language, facts.region)),
          m_zone(facts.zone.toLatin1()),
          m_words(TemplateBook::standard().words(language))
    {
    }

    QString number(int n) const { return n > 0 ? m_locale.toString(n) : QString(); }
    QString money(qint64 cents) const
    {
        if (cents <= 0)
            return {};
        const QString sign = QStringLiteral("$");
        return tidy(m_locale.toCurrencyString(double(cents) / 100, sign, cents % 100 == 0 ? 0 : 2));
    }
    QString time(Time at) const
    {
        const QString clock = at > 0 ? tidy(m_locale.toString(local(at).time(), QLocale::ShortFormat)) : QString();
        return m_locale.language() == QLocale::Spanish ? clock.toLower() : clock; // "p. m."
    }
    /// "today 5:30 PM", "tomorrow ...", else "Saturday, March 14, 10:00 AM" without the year.
    QString moment(Time at) const
    {
        if (at <= 0)
            return {};
        const qint64 days = local(m_facts.asOf).date().daysTo(local(at).date());
        if (days == 0 || days == 1)
            return (days == 0 ? m_words.today : m_words.tomorrow).arg(time(at));
        return day(at) + QStringLiteral(", ") + time(at);
    }
    QString day(Time at) const { return date(local(at).date()); }
    QString date(const QDate &of) const
    {
        if (m_locale.language() == QLocale::Spanish)
            return tidy(m_locale.toString(of, QStringLiteral("dddd d 'de' MMMM")));
        const bool dayFirst = m_locale.language() == QLocale::French;
        return tidy(m_locale.toString(of, dayFirst ? QStringLiteral("dddd d MMMM") : QStringLiteral("dddd, MMMM d")));
    }
    QString payment(const std::optional<QuotedPayment> &quote) const
    {
        if (!quote || quote->amount <= 0 || quote->months <= 0 || quote->rateBasisPoints < 0)
            return {};
        const QString rate = m_locale.toString(quote->rateBasisPoints / 100.0, 'f', 2) + QStringLiteral(" %");
        const QString down = quote->down > 0 ? money(quote->down) : QStringLiteral("$0");
        const QString &words = quote->biWeekly ? m_words.biWeekly : m_words.payment;
        return words.arg(money(quote->amount), number(quote->months), rate, down);
    }
    /// The amount or the words alone where the other is missing.
    QString incentive(const std::optional<Incentive> &one) const
    {
        if (!one)
            return {};
        const QString what = QStringList{money(one->amount), oneLine(one->words, kLongestAddress)}.join(u' ').trimmed();
        return what.isEmpty() ? QString() : m_words.incentive.arg(what, date(one->until), day(m_facts.asOf));
    }

private:
    QDateTime local(Time at) const
    {
        return QDateTime::fromMSecsSinceEpoch(at, m_zone.isValid() ? m_zone : QTimeZone::utc());
    }
    static QLocale localeOf(const QString &language, const QString &region)
    {
        const bool canada = region.startsWith(QLatin1String("CA"));
        if (language == QLatin1String("fr"))
            return QLocale(QLocale::French, QLocale::Canada);
        if (language == QLatin1String("es"))
            return QLocale(QLocale::Spanish, QLocale::UnitedStates);
        return canada ? QLocale(QLocale::English, QLocale::Canada) : QLocale(QLocale::English, QLocale::UnitedStates);
    }
    /// The narrow blanks that regions put into times and amounts would make a text message a wide one.
    static QString tidy(QString text)
    {
        for (const QChar blank : {QChar(0x202f), QChar(0x00a0), QChar(0x2009)})
            text.replace(blank, u' ');
        return text;
    }

    const TemplateFacts &m_facts;
    QLocale m_locale;
    QTimeZone m_zone;
    ValueWords m_words;
};

void setVehicle(TemplateValues &out, const TemplateFacts &facts, const Writer &write)
{
    const auto put = [&](TemplateField field, const QString &value) { out.values[size_t(field)] = value; };
    put(TemplateField::Vehicle, nameOf(facts.want));
    put(TemplateField::Trade, nameOf(facts.trade));
    if (isNamed(facts.want)) {
        put(TemplateField::Year, facts.want.year > 0 ? QString::number(facts.want.year) : QString());
        put(TemplateField::Make, oneLine(facts.want.make, kLongestName));
        put(TemplateField::Model, oneLine(facts.want.model, kLongestName));
        put(TemplateField::Trim, oneLine(facts.want.trim, kLongestName));
    }
    // What is sold or gone is neither offered nor priced.
    if (facts.onLot) {
        put(TemplateField::Stock, oneLine(facts.want.stock, kLongestName));
        put(TemplateField::Price, write.money(facts.price));
        put(TemplateField::Miles, write.number(facts.want.odometer));
        out.price = facts.price;
    }
    put(TemplateField::Count, write.number(facts.alike));
    put(TemplateField::Others, write.number(facts.alike - (facts.onLot ? 1 : 0)));
    put(TemplateField::Payment, write.payment(facts.payment));
    put(TemplateField::Incentive, write.incentive(facts.incentive));
    out.incentive = facts.incentive ? facts.incentive->amount : 0;
    out.alike = facts.alike;
}

} // namespace

TemplateValues templateValues(const TemplateFacts &facts, const QString &language)
{
    TemplateValues out;
    out.language = language;
    out.asOf = facts.asOf;
    out.fallbacks = TemplateBook::standard().fallbacks(language);
    const Writer write(facts, language);
    const auto put = [&](TemplateField field, const QString &value) { out.values[size_t(field)] = value; };
    const QString full = personName(facts.full.isEmpty() ? facts.first + u' ' + facts.last : facts.full);
    put(TemplateField::First, calm(personName(facts.first)));
    put(TemplateField::Last, calm(personName(facts.last)));
    put(TemplateField::Name, calm(full.isEmpty() ? oneLine(facts.company, kLongestName) : full));
    put(TemplateField::Rep, firstWord(oneLine(facts.rep, kLongestName)));
    put(TemplateField::Store, oneLine(facts.store, kLongestWords));
    const std::vector<PhoneNumber> phones = phonesIn(facts.storePhone, facts.region);
    const QString phone = phones.empty() || phones.front().e164.isEmpty()
        ? oneLine(facts.storePhone, kLongestName)
        : displayPhone(phones.front().e164, facts.region);
    put(TemplateField::StorePhone, phone);
    put(TemplateField::RepPhone,
        phone); // people have no number of their own here; this one can always be called (US-13)
    put(TemplateField::StoreAddress,
        oneLine(QString(facts.storeAddress).replace(u'\n', QStringLiteral(", ")), kLongestAddress));
    put(TemplateField::NextTime, write.moment(facts.offered[0]));
    put(TemplateField::OtherTime, write.moment(facts.offered[1]));
    put(TemplateField::Visit, write.moment(facts.visitAt));
    put(TemplateField::VisitTime, write.time(facts.visitAt));
    put(TemplateField::AsOf,
        facts.asOf > 0 ? write.day(facts.asOf) + QStringLiteral(", ") + write.time(facts.asOf) : QString());
    setVehicle(out, facts, write);
    return out;
}

void widen(TemplateValues &longest, const TemplateValues &other)
{
    for (size_t i = 0; i < longest.values.size(); ++i) {
        if (other.values[i].size() > longest.values[i].size())
            longest.values[i] = other.values[i];
    }
    longest.alike = std::max(longest.alike, other.alike);
}

} // namespace updesk
