// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/bookingsheet.h"

#include "core/appointments/freeslot.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/capturerows.h"
#include "core/desk/leadfind.h"
#include "core/desk/leadverbs.h"
#include "core/leads/queuerows.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"
#include "ui/parts/announce.h"
#include "ui/parts/qualifywords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QListWidget>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kMostFound = 6;

BookingSheet::BookingSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_who(new Field(tr("&Customer"))),
      m_when(new Field(tr("&When"))),
      m_list(new QListWidget),
      m_receivers(new QComboBox),
      m_noTrade(new QCheckBox(tr("No &trade-in"))),
      m_alone(new QCheckBox(tr("&Decides alone"))),
      m_known(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_reading(new TextLabel(QString(), Type::BodyMedium)),
      m_error(new TextLabel(QString(), Type::Body, Colour::Bad)),
      m_save(new Button(tr("&Book the visit"), ButtonKind::Primary))
{
    setObjectName(QStringLiteral("appt.booking"));
    m_with = new Field(tr("With w&hom"), m_receivers);
    setPanel(560);
    setEscWords(tr("changes nothing"));
    askBeforeDropping();
    setBody(makeBody());
    m_save->setObjectName(QStringLiteral("appt.booking.save"));
    m_save->setKeys(QKeySequence(Qt::Key_Return));
    foot()->addStretch();
    foot()->addWidget(m_save);
    connect(m_save, &Button::clicked, this, &BookingSheet::save);
    connect(m_who->edit(), &QLineEdit::textEdited, this, &BookingSheet::search);
    connect(m_when->edit(), &QLineEdit::textChanged, this, &BookingSheet::read);
    connect(m_receivers, qOverload<int>(&QComboBox::activated), this, &BookingSheet::read);
    connect(m_list, &QListWidget::currentRowChanged, this, &BookingSheet::choose);
    for (QCheckBox *box : {m_noTrade, m_alone})
        connect(box, &QCheckBox::clicked, this, &BookingSheet::tellBuyer);
    m_who->edit()->installEventFilter(this);
}

QWidget *BookingSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_who->edit()->setObjectName(QStringLiteral("appt.booking.who"));
    m_who->edit()->setPlaceholderText(tr("Name or phone of a customer with an open lead"));
    m_when->edit()->setObjectName(QStringLiteral("appt.booking.when"));
    m_when->edit()->setPlaceholderText(tr("sat 10, tomorrow 5pm, 3/14 10:30"));
    m_receivers->setObjectName(QStringLiteral("appt.booking.with"));
    m_list->setObjectName(QStringLiteral("appt.booking.found"));
    m_known->setObjectName(QStringLiteral("appt.booking.known"));
    m_noTrade->setObjectName(QStringLiteral("appt.booking.noTrade"));
    m_alone->setObjectName(QStringLiteral("appt.booking.alone"));
    m_list->setAccessibleName(tr("Customers found"));
    m_list->setFocusPolicy(Qt::NoFocus); // Up and Down in the field choose
    m_reading->setObjectName(QStringLiteral("appt.booking.reading"));
    m_error->setObjectName(QStringLiteral("appt.booking.error"));
    for (QWidget *part :
        {static_cast<QWidget *>(m_who), static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_known),
            static_cast<QWidget *>(m_noTrade), static_cast<QWidget *>(m_alone), static_cast<QWidget *>(m_when),
            static_cast<QWidget *>(m_with), static_cast<QWidget *>(m_reading), static_cast<QWidget *>(m_error)})
        column->addWidget(part);
    for (TextLabel *label : {m_known, m_reading, m_error})
        label->setWordWrap(true);
    return body;
}

void BookingSheet::start(const QString &title, PersonId chosen)
{
    if (auto rules = m_session.rules())
        m_words = BoardWords(*rules);
    setHead(title, {}, Icon::AppointmentAdd);
    m_people.clear();
    m_receivers->clear();
    int current = 0;
    if (const Rulebook *rules = m_words.rules()) {
        for (const Person &person : rules->people) {
            if (!person.active)
                continue;
            if (person.id == chosen)
                current = int(m_people.size());
            m_people.push_back(person.id);
            m_receivers->addItem(person.name);
        }
    }
    m_receivers->setCurrentIndex(m_people.empty() ? -1 : current);
    m_error->hide();
    m_when->setError({});
}

void BookingSheet::openForMove(const BoardRow &row)
{
    m_moved = row;
    //: %1: a customer
    start(tr("Another time for %1").arg(row.name.isEmpty() ? tr("this customer") : row.name), row.appointment.person);
    m_save->setText(tr("&Move the visit"));
    m_who->hide();
    m_list->hide();
    readBuyer();
    m_when->edit()->setText(slotText(receiver()));
    read();
    m_when->edit()->selectAll();
    openSheet(m_when->edit());
}

void BookingSheet::openForNew(Time day)
{
    m_moved.reset();
    m_found.clear();
    start(tr("Add appointment"), m_session.person());
    m_save->setText(tr("&Book the visit"));
    m_who->show();
    m_who->edit()->clear();
    m_list->clear();
    m_list->hide();
    readBuyer();
    const bool later = day > m_session.now() + kDay;
    m_when->edit()->setText(later ? regionDay(m_words.local(day).date()) + u' ' : slotText(receiver()));
    read();
    openSheet(m_who->edit());
}

// A number is looked for among the phones, anything else among names and lead numbers.
void BookingSheet::search()
{
    const QString typed = m_who->edit()->text().trimmed();
    Database &database = m_session.database();
    std::vector<LeadId> leads;
    QString digits = typed;
    digits.remove(QRegularExpression(QStringLiteral("[^0-9]")));
    if (digits.size() >= 4 && m_words.rules()) {
        const auto customers =
            CustomerStore(database).byPhoneDigits(digits, m_words.rules()->dealership.region, kMostFound);
        for (const CustomerId &customer : customers ? *customers : std::vector<CustomerId>()) {
            if (const auto open = openLeadOf(database, customer); open && !open->isNull())
                leads.push_back(*open);
        }
    } else if (typed.size() >= 2) {
        if (auto meant = leadsMeant(database, typed, kMostFound))
            leads = std::move(*meant);
    }
    m_found.clear();
    m_list->clear();
    for (const LeadId &lead : leads) {
        const auto row = queueRow(database, lead);
        if (!row || row->now.closed != Closed::Open)
            continue;
        m_found.push_back({lead, row->name});
        //: a customer and what they want
        m_list->addItem(row->now.wants.isEmpty() ? row->name : tr("%1, %2").arg(row->name, row->now.wants));
    }
    const int rows = int(m_found.size());
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(rows > 0 ? rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() : 0);
    m_list->setCurrentRow(rows > 0 ? 0 : -1);
    m_who->setNote(typed.size() >= 2 && rows == 0 ? tr("Nobody with an open lead found. Add them as a phone-up first.")
                                                  : QString());
    read();
    place();
}

void BookingSheet::choose(int)
{
    readBuyer();
    read();
    place();
}

LeadId BookingSheet::lead() const
{
    if (m_moved)
        return m_moved->appointment.lead;
    const int row = m_list->currentRow();
    return row >= 0 && row < int(m_found.size()) ? m_found[std::size_t(row)].lead : LeadId();
}

PersonId BookingSheet::receiver() const
{
    const int at = m_receivers->currentIndex();
    return at >= 0 && at < int(m_people.size()) ? m_people[std::size_t(at)] : PersonId();
}

QString BookingSheet::slotText(PersonId who) const
{
    const Rulebook *rules = m_words.rules();
    if (!rules)
        return {};
    const Time now = m_session.now();
    const auto booked = bookedTimes(m_session.database(), who, now - kVisitLength, now + 60 * kDay);
    const Time slot = nextFreeSlot(rules->showroom, booked ? *booked : std::vector<Time>(), now);
    return slot > 0 ? m_words.momentWithTime(slot, now) : QString();
}

void BookingSheet::readBuyer()
{
    m_buyer.reset();
    if (const LeadId id = lead(); !id.isNull()) {
        Database &database = m_session.database();
        const auto row = load(database, kLead, id.value);
        const auto wants = wantsOf(database, id), trades = tradesOf(database, id);
        if (row && wants && trades)
            m_buyer = Buyer{*row, *wants, *trades};
    }
    // What is named answers it, and needs no tick.
    m_noTrade->setVisible(m_buyer && m_buyer->trades.empty());
    m_alone->setVisible(m_buyer && m_buyer->lead.coBuyer.isNull());
    m_noTrade->setChecked(m_buyer && m_buyer->lead.noTrade);
    m_alone->setChecked(m_buyer && m_buyer->lead.decides == Decides::Alone);
    tellBuyer();
}

void BookingSheet::tellBuyer()
{
    if (!m_buyer)
        return m_known->setText({});
    const BuyerFacts facts = told();
    Lead lead = m_buyer->lead;
    lead.noTrade = facts.noTrade.value_or(lead.noTrade);
    lead.decides = facts.decides.value_or(lead.decides);
    m_known->setText(qualifiedWords(qualified(lead, m_buyer->wants, m_buyer->trades)));
}

BuyerFacts BookingSheet::told() const
{
    BuyerFacts facts;
    if (!m_buyer)
        return facts;
    const bool alone = m_buyer->lead.decides == Decides::Alone;
    if (m_noTrade->isVisibleTo(this) && m_noTrade->isChecked() != m_buyer->lead.noTrade)
        facts.noTrade = m_noTrade->isChecked();
    if (m_alone->isVisibleTo(this) && m_alone->isChecked() != alone)
        facts.decides = alone ? Decides::Unknown : Decides::Alone;
    return facts;
}

std::optional<TimeRead> BookingSheet::time() const
{
    const Rulebook *rules = m_words.rules();
    if (!rules)
        return std::nullopt;
    const auto read =
        readTimePhrase(m_when->edit()->text(), rules->showroom, m_session.now(), regionHabits(Toward::Future));
    return read ? std::optional(*read) : std::nullopt;
}

// What is worth a word and keeps nothing from being booked.
QString BookingSheet::doubts(const TimeRead &time) const
{
    QStringList all;
    if (time.closed)
        all << tr("The showroom is closed then.");
    if (isFarAhead(m_session.now(), time.at))
        all << BoardWords::farAheadWhy();
    const auto booked =
        bookedTimes(m_session.database(), receiver(), time.at - kVisitLength + 1, time.at + kVisitLength);
    for (const Time other : booked ? *booked : std::vector<Time>()) {
        if (m_moved && other == m_moved->appointment.at && m_moved->appointment.person == receiver())
            continue;
        all << tr("%1 receives somebody at %2.").arg(m_words.person(receiver()), m_words.timeOfDay(other));
        break;
    }
    return all.join(u' ');
}

void BookingSheet::read()
{
    m_error->hide();
    const auto at = time();
    m_save->setEnabled(at && !lead().isNull());
    if (!at) {
        m_reading->setText(tr("Type a day and a time: “sat 10”, “tomorrow 5pm”, “2h”."));
        return;
    }
    const QString when = m_words.momentWithTime(at->at, m_session.now());
    const QString who = m_words.fullName(receiver());
    const QString what = who.isEmpty() ? when : tr("%1 with %2", "a visit: when, with whom").arg(when, who);
    const QString doubt = doubts(*at);
    //: %1: a visit, %2: sentences about it
    m_reading->setText(doubt.isEmpty() ? what : tr("%1. %2").arg(what, doubt));
}

void BookingSheet::refuse(const QString &words)
{
    m_error->setText(words);
    m_error->show();
    announce(m_error, words);
    place();
}

void BookingSheet::save()
{
    const auto at = time();
    if (!at || lead().isNull())
        return;
    // A deed of its own, before the visit's: it was said whether or not the visit can be booked, and undo takes the
    // visit back first.
    if (const BuyerFacts facts = told(); facts != BuyerFacts()) {
        if (const auto kept = sayBuyerFacts(m_session, lead(), facts); !kept) {
            readBuyer();
            const QString words = factsRefused(kept.error());
            return refuse(words.isEmpty() ? BoardWords::refused(kept.error()) : words);
        }
        readBuyer();
    }
    const auto done = m_moved ? moveVisit(m_session, m_moved->appointment.id, at->at, receiver())
                              : bookVisit(m_session, lead(), at->at, receiver());
    if (!done)
        return refuse(BoardWords::refused(done.error()));
    const QString when = m_words.momentWithTime(at->at, m_session.now());
    const int row = m_list->currentRow();
    const QString name = m_moved ? m_moved->name : m_found[std::size_t(row)].name;
    closeSheet();
    //: a customer and a time
    Q_EMIT booked(tr("%1 comes %2.").arg(name, when));
}

bool BookingSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_who->edit() && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return SheetDialog::eventFilter(watched, event);
}

void BookingSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return save();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
