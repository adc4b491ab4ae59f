// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing/fieldwords.h"

#include "core/appointments/appointment.h"
#include "core/appointments/deal.h"
#include "core/leads/activity.h"
#include "ui/parts/regiontime.h"

#include <QLocale>

#include <array>
#include <set>

namespace updesk
{

namespace
{

struct FieldName {
    const char *table; ///< nullptr: of every table
    const char *field;
    const char *words;
};

constexpr auto kNames = std::to_array<FieldName>({
    {"task", "due", QT_TRANSLATE_NOOP("FieldWords", "When the next step is due")},
    {"task", "person_id", QT_TRANSLATE_NOOP("FieldWords", "Who does the next step")},
    {"task", "promised", QT_TRANSLATE_NOOP("FieldWords", "Whether a call was promised")},
    {"task", "done_by_activity", QT_TRANSLATE_NOOP("FieldWords", "What the step was done by")},
    {"task", "dropped", QT_TRANSLATE_NOOP("FieldWords", "Whether the step is needed")},
    {"task", "kind", QT_TRANSLATE_NOOP("FieldWords", "What the next step is")},
    {"task", "channel", QT_TRANSLATE_NOOP("FieldWords", "The way of the next step")},
    {"lead", "owner_id", QT_TRANSLATE_NOOP("FieldWords", "Owner")},
    {"lead", "customer_id", QT_TRANSLATE_NOOP("FieldWords", "Customer of the lead")},
    {"lead", "comments", QT_TRANSLATE_NOOP("FieldWords", "What the customer wrote")},
    {"lead", "grade_set", QT_TRANSLATE_NOOP("FieldWords", "Grade")},
    {"lead", "grade_why", QT_TRANSLATE_NOOP("FieldWords", "Reason of the grade")},
    {"lead", "closed", QT_TRANSLATE_NOOP("FieldWords", "Open or closed")},
    {"lead", "closed_why", QT_TRANSLATE_NOOP("FieldWords", "Reason of closing")},
    {"lead", "closed_at", QT_TRANSLATE_NOOP("FieldWords", "When it was closed")},
    {"lead", "best_time", QT_TRANSLATE_NOOP("FieldWords", "Best time to call")},
    {"lead", "no_trade", QT_TRANSLATE_NOOP("FieldWords", "No trade-in")},
    {"lead", "decides", QT_TRANSLATE_NOOP("FieldWords", "Who decides")},
    {"lead", "co_buyer_id", QT_TRANSLATE_NOOP("FieldWords", "Co-buyer")},
    {"owned_vehicle", "customer_id", QT_TRANSLATE_NOOP("FieldWords", "Whose vehicle it is")},
    {"owned_vehicle", "odometer", QT_TRANSLATE_NOOP("FieldWords", "Mileage")},
    {"owned_vehicle", "bought", QT_TRANSLATE_NOOP("FieldWords", "When it was bought")},
    {"owned_vehicle", "bought_here", QT_TRANSLATE_NOOP("FieldWords", "Whether it was bought here")},
    {"owned_vehicle", "gone", QT_TRANSLATE_NOOP("FieldWords", "Whether they have it no more")},
    {"loan", "lender", QT_TRANSLATE_NOOP("FieldWords", "Lender of the loan")},
    {"loan", "ends", QT_TRANSLATE_NOOP("FieldWords", "When the loan ends")},
    {"appointment", "at", QT_TRANSLATE_NOOP("FieldWords", "Time of the visit")},
    {"appointment", "state", QT_TRANSLATE_NOOP("FieldWords", "State of the visit")},
    {"appointment", "person_id", QT_TRANSLATE_NOOP("FieldWords", "Who receives the visit")},
    {"appointment", "note", QT_TRANSLATE_NOOP("FieldWords", "Note on the visit")},
    {"appointment", "state_by", QT_TRANSLATE_NOOP("FieldWords", "Who set the state of the visit")},
    {"appointment", "state_at", QT_TRANSLATE_NOOP("FieldWords", "When the state of the visit was set")},
    {"appointment", "confirmed_by", QT_TRANSLATE_NOOP("FieldWords", "Who confirmed the visit")},
    {"appointment", "confirmed_at", QT_TRANSLATE_NOOP("FieldWords", "When the visit was confirmed")},
    {"appointment", "confirmed_way", QT_TRANSLATE_NOOP("FieldWords", "How the visit was confirmed")},
    {"deal", "state", QT_TRANSLATE_NOOP("FieldWords", "State of the sale")},
    {"deal", "at", QT_TRANSLATE_NOOP("FieldWords", "When it was sold")},
    {"deal", "person_id", QT_TRANSLATE_NOOP("FieldWords", "Who sold it")},
    {"deal", "price", QT_TRANSLATE_NOOP("FieldWords", "Price of the sale")},
    {"deal", "front_gross", QT_TRANSLATE_NOOP("FieldWords", "Front gross")},
    {"deal", "back_gross", QT_TRANSLATE_NOOP("FieldWords", "Back gross")},
    {"deal", "gross_known", QT_TRANSLATE_NOOP("FieldWords", "Whether the gross is known")},
    {"deal", "dms_no", QT_TRANSLATE_NOOP("FieldWords", "Deal number")},
    {"deal", "vehicle", QT_TRANSLATE_NOOP("FieldWords", "Vehicle sold")},
    {"deal", "unwound_why", QT_TRANSLATE_NOOP("FieldWords", "Why the sale was unwound")},
    {"visit", "appointment_id", QT_TRANSLATE_NOOP("FieldWords", "Appointment of the visit")},
    {"visit", "person_id", QT_TRANSLATE_NOOP("FieldWords", "Who is with the visitor")},
    {"visit", "arrived", QT_TRANSLATE_NOOP("FieldWords", "When the visitor came")},
    {"visit", "left_at", QT_TRANSLATE_NOOP("FieldWords", "When the visitor left")},
    {"customer", "full_name", QT_TRANSLATE_NOOP("FieldWords", "Name")},
    {"customer", "first", QT_TRANSLATE_NOOP("FieldWords", "First name")},
    {"customer", "last", QT_TRANSLATE_NOOP("FieldWords", "Last name")},
    {"customer", "company", QT_TRANSLATE_NOOP("FieldWords", "Company")},
    {"customer", "merged_into", QT_TRANSLATE_NOOP("FieldWords", "Merged with another customer")},
    {"customer", "household_id", QT_TRANSLATE_NOOP("FieldWords", "Household")},
    {"customer", "lang", QT_TRANSLATE_NOOP("FieldWords", "Language")},
    {"phone", "dnc_on", QT_TRANSLATE_NOOP("FieldWords", "On the do-not-call list")},
    {"phone", "typed", QT_TRANSLATE_NOOP("FieldWords", "Phone")},
    {"phone", "e164", QT_TRANSLATE_NOOP("FieldWords", "Phone")},
    {"phone", "extension", QT_TRANSLATE_NOOP("FieldWords", "Extension")},
    {"email", "typed", QT_TRANSLATE_NOOP("FieldWords", "Email")},
    {"email", "address", QT_TRANSLATE_NOOP("FieldWords", "Email")},
    {"address", "street", QT_TRANSLATE_NOOP("FieldWords", "Street")},
    {"address", "city", QT_TRANSLATE_NOOP("FieldWords", "City")},
    {"email", "matching", QT_TRANSLATE_NOOP("FieldWords", "Email, by which doubles are found")},
    {"address", "region", QT_TRANSLATE_NOOP("FieldWords", "State or province")},
    {"address", "last_key", QT_TRANSLATE_NOOP("FieldWords", "Last name, by which doubles are found")},
    {"address", "postal", QT_TRANSLATE_NOOP("FieldWords", "Postal code")},
    {"setting", "value", QT_TRANSLATE_NOOP("FieldWords", "A setting of the store")},
    {"consent", "state", QT_TRANSLATE_NOOP("FieldWords", "Whether the customer may be contacted")},
    {"activity", "body", QT_TRANSLATE_NOOP("FieldWords", "Note")},
    {nullptr, "deleted", QT_TRANSLATE_NOOP("FieldWords", "Kept or removed")},
    {nullptr, "preferred", QT_TRANSLATE_NOOP("FieldWords", "Preferred")},
    {nullptr, "bad", QT_TRANSLATE_NOOP("FieldWords", "Marked as bad")},
    {nullptr, "note", QT_TRANSLATE_NOOP("FieldWords", "Note")},
    {nullptr, "year", QT_TRANSLATE_NOOP("FieldWords", "Year")},
    {nullptr, "make", QT_TRANSLATE_NOOP("FieldWords", "Make")},
    {nullptr, "model", QT_TRANSLATE_NOOP("FieldWords", "Model")},
    {nullptr, "trim", QT_TRANSLATE_NOOP("FieldWords", "Trim")},
    {nullptr, "stock", QT_TRANSLATE_NOOP("FieldWords", "Stock number")},
    {nullptr, "vin", QT_TRANSLATE_NOOP("FieldWords", "VIN")},
    {nullptr, "source_id", QT_TRANSLATE_NOOP("FieldWords", "Source")},
});

bool isIn(const QByteArray &field, const std::set<QByteArray> &fields) { return fields.contains(field); }

bool isTime(const QByteArray &field)
{
    return isIn(field,
        {"due", "at", "received", "sent_at", "closed_at", "set_at", "arrived", "left_at", "created", "bought", "ends",
            "state_at", "confirmed_at", "delivered_at", "unwound_at", "payoff_at", "entered_at"});
}

bool isYesOrNo(const QByteArray &field)
{
    return isIn(field,
        {"promised", "preferred", "bad", "active", "pre_approved", "placeholder", "be_back", "bought_here", "gone",
            "gross_known", "vin_as_read", "no_trade"});
}

} // namespace

QString FieldWords::name(const QByteArray &table, const QByteArray &field)
{
    for (const FieldName &one : kNames) {
        if (field == one.field && (!one.table || table == one.table))
            return tr(one.words);
    }
    QString words = QString::fromLatin1(field).replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

static QString closedWords(qint64 closed)
{
    switch (Closed(closed)) {
    case Closed::Open:
        return FieldWords::tr("Open");
    case Closed::Sold:
        return FieldWords::tr("Sold");
    case Closed::Lost:
        return FieldWords::tr("Lost");
    case Closed::Bad:
        return FieldWords::tr("Bad");
    case Closed::Duplicate:
        break;
    }
    return FieldWords::tr("Duplicate");
}

static QString visitWords(qint64 state)
{
    using State = Appointment::State;
    switch (State(state)) {
    case State::Set:
        return FieldWords::tr("Set");
    case State::NotConfirmed:
        return FieldWords::tr("Not confirmed");
    case State::Confirmed:
        return FieldWords::tr("Confirmed");
    case State::Arrived:
        return FieldWords::tr("Arrived");
    case State::Missed:
        return FieldWords::tr("Missed");
    case State::Rescheduled:
        return FieldWords::tr("Moved to another time");
    case State::Cancelled:
        return FieldWords::tr("Cancelled");
    case State::Sold:
        break;
    }
    return FieldWords::tr("Sold");
}

static QString deciderWords(qint64 decides)
{
    if (Decides(decides) == Decides::Unknown)
        return FieldWords::tr("not known");
    return Decides(decides) == Decides::Alone ? FieldWords::tr("the customer alone") : FieldWords::tr("others too");
}

static QString saleWords(qint64 state)
{
    switch (Deal::State(state)) {
    case Deal::State::Pending:
        return FieldWords::tr("Pending");
    case Deal::State::Delivered:
        return FieldWords::tr("Delivered");
    case Deal::State::Unwound:
        break;
    }
    return FieldWords::tr("Unwound");
}

static QString channelWords(qint64 channel)
{
    switch (Channel(channel)) {
    case Channel::None:
        return FieldWords::tr("Any way");
    case Channel::Phone:
        return FieldWords::tr("Phone");
    case Channel::Text:
        return FieldWords::tr("Text");
    case Channel::Email:
        return FieldWords::tr("Email");
    case Channel::InPerson:
        break;
    }
    return FieldWords::tr("In person");
}

static QString stepWords(qint64 kind)
{
    switch (Task::Kind(kind)) {
    case Task::Kind::Call:
        return FieldWords::tr("Call");
    case Task::Kind::Text:
        return FieldWords::tr("Text");
    case Task::Kind::Email:
        return FieldWords::tr("Email");
    case Task::Kind::Confirm:
        return FieldWords::tr("Confirm the visit");
    case Task::Kind::FindContact:
        return FieldWords::tr("Find another way");
    case Task::Kind::Greet:
        return FieldWords::tr("Greet");
    case Task::Kind::Reply:
        return FieldWords::tr("Reply");
    case Task::Kind::Remind:
        return FieldWords::tr("Remind of the visit");
    case Task::Kind::Recover:
        return FieldWords::tr("Call about the missed visit");
    case Task::Kind::Decide:
        break;
    }
    return FieldWords::tr("Manager decides");
}

QString FieldWords::value(const QByteArray &table, const QByteArray &field, const QString &text, Time now) const
{
    const qint64 number = text.toLongLong();
    if (isTime(field))
        return number > 0 ? m_words.momentWithTime(number, now) : tr("none");
    if (field == "deleted")
        return number == 0 ? tr("kept") : tr("removed");
    if (field == "dropped")
        return number == 0 ? tr("needed") : tr("no longer needed");
    if (field == "done_by_activity")
        return text.isEmpty() ? tr("not done") : tr("done");
    if (isYesOrNo(field))
        return number == 0 ? tr("no") : tr("yes");
    if (table == "lead" && field == "closed")
        return closedWords(number);
    if (table == "lead" && field == "decides")
        return deciderWords(number);
    if (table == "appointment" && field == "state")
        return visitWords(number);
    if (table == "deal" && field == "state")
        return saleWords(number);
    if (isIn(field, {"price", "front_gross", "back_gross", "payoff", "acv"}))
        return regionMoney(number);
    if (field == "grade_set")
        return number > 0 ? DeskWords::grade(int(number)) : tr("by the rule");
    if (field == "closed_why")
        return text.isEmpty() ? tr("none") : DeskWords::lostReason(text);
    if (field == "channel" || field == "confirmed_way")
        return channelWords(number);
    if (table == "task" && field == "kind")
        return stepWords(number);
    if (isIn(field, {"household_id", "merged_into", "customer_id", "co_buyer_id"}) && text.isEmpty())
        return tr("none");
    const auto id = Id::fromHex(text.toStdString());
    if (!id)
        return text.isEmpty() ? tr("empty") : text.simplified();
    const QString person = m_words.fullName(PersonId{*id});
    const QString source = m_words.source(SourceId{*id});
    const QString other = m_names ? m_names(field, *id) : QString();
    return !person.isEmpty() ? person : !source.isEmpty() ? source : !other.isEmpty() ? other : tr("not known here");
}

} // namespace updesk
