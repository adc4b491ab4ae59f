// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/detailsheet.h"

#include "core/people/phonenumber.h"
#include "core/sequences/templatefacts.h"
#include "ui/parts/detailwords.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QComboBox>
#include <QTimer>

#include <map>

namespace updesk
{

DetailSheet::DetailSheet(QWidget *window, const Typed &typed, const QString &owner, Ways ways)
    : FormSheet(window, QStringLiteral("lead.details")),
      m_opened(typed.opened),
      m_ways(std::move(ways)),
      m_language(new QComboBox),
      m_save(new Button(tr("&Save"), ButtonKind::Primary)),
      m_fresh(new Button(tr("&As on file")))
{
    //: %1: the customer
    setHead(tr("Details of %1").arg(owner), {}, Icon::Customers);
    setEscWords(tr("keeps what you typed"));
    makeBody();
    setTexts(typed.texts.size() == onFile().size() ? typed.texts : onFile());
    m_save->setObjectName(nameOf("save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_fresh->setObjectName(nameOf("fresh"));
    m_fresh->setVisible(texts() != onFile());
    foot()->addWidget(m_fresh);
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &DetailSheet::save);
    connect(m_fresh, &Button::clicked, this, [this] {
        if (texts() == onFile() || isGivenUp())
            m_ways.fresh();
    });
}

void DetailSheet::makeBody()
{
    addField("first", tr("&First name"));
    addField("last", tr("&Last name"));
    addField("suffix", tr("S&uffix"))->edit()->setPlaceholderText(tr("Jr., III"));
    addField("company", tr("&Company"));
    m_fields = Company + 1;
    addWays();
    addPlace();
    addLanguage();
    endBody();
}

// A number beside an address, those that are known and room for one more of each.
void DetailSheet::addWays()
{
    const size_t phones = m_opened.phones.size(), emails = m_opened.emails.size();
    for (size_t n = 0; n <= std::max(phones, emails); ++n) {
        const QByteArray place = QByteArray::number(qulonglong(n));
        if (n <= phones) {
            addField(("phone" + place).constData(),
                n == 0           ? tr("&Phone")
                    : n < phones ? tr("Phone %1").arg(n + 1)
                                 : tr("Another phone"));
            m_phones.push_back(m_fields++);
        } else {
            add(new QWidget);
        }
        if (n <= emails) {
            addField(("email" + place).constData(),
                n == 0           ? tr("&Email")
                    : n < emails ? tr("Email %1").arg(n + 1)
                                 : tr("Another email"));
            m_emails.push_back(m_fields++);
        } else {
            add(new QWidget);
        }
    }
}

void DetailSheet::addPlace()
{
    m_street = m_fields;
    addField("street", tr("Stree&t"));
    addField("city", tr("C&ity"));
    addField("region", tr("State or p&rovince"));
    addField("postal", tr("&ZIP or postal code"));
    addField("country", tr("C&ountry"));
    m_fields += Country + 1;
    // By it the hours are known in which they may be called (US-1).
    field(m_street + Region)->setNote(tr("Tells when they may be called"));
}

void DetailSheet::addLanguage()
{
    m_language->setObjectName(nameOf("language"));
    m_language->addItem(tr("Not known"), QString());
    for (const char *code : kMessageLanguages)
        m_language->addItem(DetailWords::language(QLatin1String(code)), QLatin1String(code));
    const QString &known = m_opened.customer.language;
    if (m_language->findData(known) < 0) // as a document put it
        m_language->addItem(known, known);
    add(new Field(tr("La&nguage"), m_language));
}

QStringList DetailSheet::onFile() const
{
    const Customer &c = m_opened.customer;
    QStringList texts{c.first, c.last, c.suffix, c.company};
    texts.resize(m_fields);
    for (size_t n = 0; n < m_opened.phones.size(); ++n) {
        const Phone &phone = m_opened.phones[n];
        const QString number = phone.e164.isEmpty() ? phone.typed : displayPhone(phone.e164, {});
        texts[m_phones[n]] = phone.extension.isEmpty() || phone.e164.isEmpty()
            ? number
            : QStringLiteral("%1 x%2").arg(number, phone.extension);
    }
    for (size_t n = 0; n < m_opened.emails.size(); ++n)
        texts[m_emails[n]] = m_opened.emails[n].typed.isEmpty() ? m_opened.emails[n].address : m_opened.emails[n].typed;
    const Address &place = m_opened.place;
    const QString parts[] = {place.street, place.city, place.region, place.postal, place.country};
    for (int part = Street; part <= Country; ++part)
        texts[m_street + part] = parts[part];
    for (QString &text : texts)
        text = text.simplified();
    return texts << c.language;
}

QStringList DetailSheet::texts() const
{
    QStringList all;
    for (int i = 0; i < m_fields; ++i)
        all << typed(i);
    return all << m_language->currentData().toString();
}

void DetailSheet::setTexts(const QStringList &texts)
{
    for (int i = 0; i < m_fields; ++i)
        field(i)->edit()->setText(texts[i]);
    m_language->setCurrentIndex(std::max(0, m_language->findData(texts.last())));
}

// What shows the same as before was not touched, whatever stands behind it.
CustomerDetails DetailSheet::read() const
{
    const QStringList before = onFile(), now = texts();
    CustomerDetails out = m_opened;
    const auto take = [&](int at, QString &to) {
        if (now[at] != before[at])
            to = now[at];
    };
    Customer &c = out.customer;
    for (const auto &[at, to] :
        {std::pair{First, &c.first}, {Last, &c.last}, {Suffix, &c.suffix}, {Company, &c.company}})
        take(at, *to);
    take(m_fields, c.language);
    out.phones.resize(m_phones.size());
    for (size_t n = 0; n < m_phones.size(); ++n)
        take(m_phones[n], out.phones[n].typed);
    out.emails.resize(m_emails.size());
    for (size_t n = 0; n < m_emails.size(); ++n)
        take(m_emails[n], out.emails[n].typed);
    Address &place = out.place;
    QString *const parts[] = {&place.street, &place.city, &place.region, &place.postal, &place.country};
    for (int part = Street; part <= Country; ++part)
        take(m_street + part, *parts[part]);
    return out;
}

void DetailSheet::save()
{
    clearErrors();
    const auto done = m_ways.save(read());
    if (done)
        return closeSheet();
    refuse(done.error());
}

int DetailSheet::fieldOf(const QString &what, size_t nth) const
{
    if (what == QLatin1String("phone"))
        return m_phones[std::min(nth, m_phones.size() - 1)];
    if (what == QLatin1String("email"))
        return m_emails[std::min(nth, m_emails.size() - 1)];
    static const std::map<QString, Entry> names{{QStringLiteral("name"), First}, {QStringLiteral("first"), First},
        {QStringLiteral("last"), Last}, {QStringLiteral("suffix"), Suffix}, {QStringLiteral("company"), Company}};
    if (const auto name = names.find(what); name != names.end())
        return name->second;
    static const std::map<QString, Place> places{{QStringLiteral("street"), Street}, {QStringLiteral("city"), City},
        {QStringLiteral("region"), Region}, {QStringLiteral("region_country"), Region},
        {QStringLiteral("country"), Country}};
    const auto place = places.find(what);
    return m_street + (place == places.end() ? Postal : place->second);
}

void DetailSheet::refuse(const Error &error)
{
    const QString what = error.subject.section(u'.', 0, 0);
    const bool typed = error.code == Error::Code::Invalid || error.code == Error::Code::Duplicate;
    const QString words = typed ? DetailWords::mistake(what, error.code == Error::Code::Duplicate) : QString();
    if (error.code == Error::Code::Conflict)
        m_fresh->show();
    if (words.isEmpty()) {
        fail(error.code == Error::Code::Conflict
                ? tr("Another desk changed the same meanwhile. Nothing was saved. “As on file” shows what stands now.")
                : sentence(error));
        return showWhole(findChild<QWidget *>(nameOf("error")));
    }
    Field *wrong = field(fieldOf(what, error.subject.section(u'.', 1).toUInt()));
    wrong->setError(words);
    wrong->edit()->setFocus(Qt::OtherFocusReason);
    place();
    showWhole(wrong);
}

// In a low window the words under a field would stay below the fold.
void DetailSheet::showWhole(QWidget *part)
{
    QTimer::singleShot(0, part, [this, part] { // once the words have their lines
        findChild<QScrollArea *>()->ensureWidgetVisible(part, kSpace16, kSpace16);
    });
}

void DetailSheet::escape()
{
    m_ways.keep({m_opened, texts() == onFile() ? QStringList() : texts()});
    closeSheet();
}

} // namespace updesk
