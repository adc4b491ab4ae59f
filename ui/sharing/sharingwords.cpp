// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing/sharingwords.h"

#include "ui/parts/sentencesync.h"

#include <QRegularExpression>

#include <array>

namespace updesk
{

namespace
{

struct CodeWords {
    const char *code;
    const char *words;
};

constexpr auto kVerbs = std::to_array<CodeWords>({
    {"capture", QT_TRANSLATE_NOOP("SharingWords", "New lead")},
    {"call", QT_TRANSLATE_NOOP("SharingWords", "Call")},
    {"sent", QT_TRANSLATE_NOOP("SharingWords", "Message sent")},
    {"assign", QT_TRANSLATE_NOOP("SharingWords", "Change of owner")},
    {"note", QT_TRANSLATE_NOOP("SharingWords", "Note")},
    {"snooze", QT_TRANSLATE_NOOP("SharingWords", "Snooze")},
    {"book", QT_TRANSLATE_NOOP("SharingWords", "Booked visit")},
    {"grade", QT_TRANSLATE_NOOP("SharingWords", "Grade")},
    {"close", QT_TRANSLATE_NOOP("SharingWords", "Closed lead")},
    {"reopen", QT_TRANSLATE_NOOP("SharingWords", "Reopened lead")},
    {"merge", QT_TRANSLATE_NOOP("SharingWords", "Merged customers")},
    {"disposal", QT_TRANSLATE_NOOP("SharingWords", "Months until disposal")},
    {"legal_hold", QT_TRANSLATE_NOOP("SharingWords", "Legal hold")},
    {"lift_hold", QT_TRANSLATE_NOOP("SharingWords", "Legal hold taken off")},
    {"erase", QT_TRANSLATE_NOOP("SharingWords", "Person erased for good")},
    {"erase_again", QT_TRANSLATE_NOOP("SharingWords", "Persons erased before, told to a server that was set back")},
    {"erase_end", QT_TRANSLATE_NOOP("SharingWords", "What was planned for an erased person")},
    {"unmerge", QT_TRANSLATE_NOOP("SharingWords", "Merge undone")},
    {"household", QT_TRANSLATE_NOOP("SharingWords", "Household")},
    {"leave_household", QT_TRANSLATE_NOOP("SharingWords", "Left a household")},
    {"details", QT_TRANSLATE_NOOP("SharingWords", "Details of a customer")},
    {"garage", QT_TRANSLATE_NOOP("SharingWords", "Vehicle of a customer")},
    {"garage_gone", QT_TRANSLATE_NOOP("SharingWords", "Vehicle no longer theirs")},
    {"plans", QT_TRANSLATE_NOOP("SharingWords", "Sequences taken over")},
    {"plan_version", QT_TRANSLATE_NOOP("SharingWords", "Sequence changed")},
    {"plan_active", QT_TRANSLATE_NOOP("SharingWords", "Sequence switched on or off")},
    {"plan_start", QT_TRANSLATE_NOOP("SharingWords", "Sequence begun")},
    {"plan_stop", QT_TRANSLATE_NOOP("SharingWords", "Sequence ended")},
    {"plan_move", QT_TRANSLATE_NOOP("SharingWords", "Leads in another version of a sequence")},
    {"co_buyer", QT_TRANSLATE_NOOP("SharingWords", "Co-buyer")},
    {"buyer_facts", QT_TRANSLATE_NOOP("SharingWords", "What the customer said")},
    {"co_buyer_left", QT_TRANSLATE_NOOP("SharingWords", "Co-buyer no more")},
    {"busy", QT_TRANSLATE_NOOP("SharingWords", "Time with a customer")},
    {"free", QT_TRANSLATE_NOOP("SharingWords", "End of a time with a customer")},
    {"free_other", QT_TRANSLATE_NOOP("SharingWords", "End of somebody's time with a customer")},
    {"apart", QT_TRANSLATE_NOOP("SharingWords", "Not the same person")},
    {"refuse", QT_TRANSLATE_NOOP("SharingWords", "Way of contact refused")},
    {"lift", QT_TRANSLATE_NOOP("SharingWords", "Refusal lifted")},
    {"consent", QT_TRANSLATE_NOOP("SharingWords", "Consent")},
    {"serviced", QT_TRANSLATE_NOOP("SharingWords", "Paid service")},
    {"consent_gone", QT_TRANSLATE_NOOP("SharingWords", "Withdrawn consent")},
    {"store", QT_TRANSLATE_NOOP("SharingWords", "Changed store")},
    {"optout", QT_TRANSLATE_NOOP("SharingWords", "Do not contact")},
    {"unverify", QT_TRANSLATE_NOOP("SharingWords", "Call marked as not verified")},
    {"reply", QT_TRANSLATE_NOOP("SharingWords", "Reply that was read")},
    {"measure", QT_TRANSLATE_NOOP("SharingWords", "Opens and clicks of an email")},
    {"bounce", QT_TRANSLATE_NOOP("SharingWords", "Mail that came back")},
    {"configure", QT_TRANSLATE_NOOP("SharingWords", "Changed settings")},
    {"release_sending", QT_TRANSLATE_NOOP("SharingWords", "Release of sending")},
    {"channels", QT_TRANSLATE_NOOP("SharingWords", "Changed connections")},
    {"source", QT_TRANSLATE_NOOP("SharingWords", "Type of a source")},
    {"score_model", QT_TRANSLATE_NOOP("SharingWords", "Score model")},
    {"set_aside", QT_TRANSLATE_NOOP("SharingWords", "Document set aside")},
    {"choose", QT_TRANSLATE_NOOP("SharingWords", "Choice between two values")},
    {"import", QT_TRANSLATE_NOOP("SharingWords", "Import")},
    {"stock", QT_TRANSLATE_NOOP("SharingWords", "Vehicles in stock")},
    {"undo", QT_TRANSLATE_NOOP("SharingWords", "Taken back")},
    {"quarantine", QT_TRANSLATE_NOOP("SharingWords", "Document that came in")},
    {"answers", QT_TRANSLATE_NOOP("SharingWords", "Answers in a call")},
    {"pencil", QT_TRANSLATE_NOOP("SharingWords", "Payment that was figured")},
    {"appraise", QT_TRANSLATE_NOOP("SharingWords", "Appraised trade")},
    {"sell", QT_TRANSLATE_NOOP("SharingWords", "Sale")},
    {"deliver", QT_TRANSLATE_NOOP("SharingWords", "Delivered vehicle")},
    {"unwind", QT_TRANSLATE_NOOP("SharingWords", "Unwound sale")},
    {"gross", QT_TRANSLATE_NOOP("SharingWords", "Gross of a sale")},
    {"visit_step", QT_TRANSLATE_NOOP("SharingWords", "Step of a visit")},
    {"depart", QT_TRANSLATE_NOOP("SharingWords", "Visitor who left")},
    {"no_show", QT_TRANSLATE_NOOP("SharingWords", "Missed visit")},
    {"message", QT_TRANSLATE_NOOP("SharingWords", "Message to a customer")},
    {"message_wish", QT_TRANSLATE_NOOP("SharingWords", "What was decided about a message")},
    {"template", QT_TRANSLATE_NOOP("SharingWords", "Changed template")},
    {"script", QT_TRANSLATE_NOOP("SharingWords", "Changed script")},
    {"incentives", QT_TRANSLATE_NOOP("SharingWords", "Changed incentives")},
    {"rules", QT_TRANSLATE_NOOP("SharingWords", "Changed legal rules")},
    {"list", QT_TRANSLATE_NOOP("SharingWords", "Do-not-call list")},
    {"gate", QT_TRANSLATE_NOOP("SharingWords", "What the rules said of a contact")},
    {"tone_off", QT_TRANSLATE_NOOP("SharingWords", "Mark of a message taken off")},
    {"understood", QT_TRANSLATE_NOOP("SharingWords", "Words of a customer that were read")},
});

constexpr auto kReasons = std::to_array<CodeWords>({
    {"deleted", QT_TRANSLATE_NOOP("SharingWords", "Somebody removed it before.")},
    {"owner", QT_TRANSLATE_NOOP("SharingWords", "A lead's owner changes by taking or giving it only.")},
    {"role", QT_TRANSLATE_NOOP("SharingWords", "Your role may not change this.")},
    {"legal", QT_TRANSLATE_NOOP("SharingWords", "A customer's do-not-contact stays.")},
    {"signed", QT_TRANSLATE_NOOP("SharingWords", "This was signed in the name of somebody else.")},
    {"optout", QT_TRANSLATE_NOOP("SharingWords", "The customer asked not to be contacted. That stays.")},
    {"added", QT_TRANSLATE_NOOP("SharingWords", "History is added to, never changed.")},
    {"transition", QT_TRANSLATE_NOOP("SharingWords", "Somebody closed it another way before.")},
    {"changed", QT_TRANSLATE_NOOP("SharingWords", "Somebody changed it since it was opened here. Do it again.")},
    {"no row", QT_TRANSLATE_NOOP("SharingWords", "The server no longer has it.")},
    {"exists", QT_TRANSLATE_NOOP("SharingWords", "The server has it already.")},
    {"store", QT_TRANSLATE_NOOP("SharingWords", "It belongs to another store.")},
    {"circle", QT_TRANSLATE_NOOP("SharingWords", "Somebody merged the two the other way round before. They are one.")},
    {"erased",
        QT_TRANSLATE_NOOP("SharingWords", "This person was erased for good. What was typed about them is gone.")},
    {"received", QT_TRANSLATE_NOOP("SharingWords", "Only a PC that receives texts can say what a customer texted.")},
    {"legal_hold",
        QT_TRANSLATE_NOOP(
            "SharingWords", "A legal hold keeps this person. Nobody was erased. A manager takes it off first.")},
    {"given_up", QT_TRANSLATE_NOOP("SharingWords", "It was given up at this desk. The server had not taken it.")},
    {"unreadable", QT_TRANSLATE_NOOP("SharingWords", "This UpDesk cannot read it. A newer one wrote it.")},
});

template <size_t N>
QString wordsOf(const std::array<CodeWords, N> &table, const QByteArray &code)
{
    for (const CodeWords &row : table) {
        if (code == row.code)
            return SharingWords::tr(row.words);
    }
    return {};
}

} // namespace

QString SharingWords::deed(const QByteArray &verb)
{
    const QString words = wordsOf(kVerbs, verb);
    return words.isEmpty() ? tr("Change") : words;
}

QString SharingWords::code(const QString &why)
{
    static const QRegularExpression own(QStringLiteral("^[a-z]+(?:[_ ][a-z]+)*$")),
        server(QStringLiteral("^[0-9A-Z]{5}(?= |$)"));
    return own.match(why).hasMatch() ? why : server.match(why).captured();
}

QString SharingWords::reason(const QString &why)
{
    if (const QString words = wordsOf(kReasons, why.toLatin1()); !words.isEmpty())
        return words;
    const QString known = code(why);
    return known.isEmpty() ? tr("The server did not take it.") : tr("The server did not take it (%1).").arg(known);
}

QString SharingWords::sentence(const SharingLine &line)
{
    const QString second = line.second.endsWith(u'.') ? line.second : line.second + u'.';
    return tr("%1. %2. %3 %4", "what, when, and two sentences").arg(line.head, line.when, second, line.third);
}

QString SharingWords::who(PersonId person) const
{
    const QString name = m_words.fullName(person);
    return name.isEmpty() ? tr("somebody") : name;
}

QString SharingWords::why(const WaitingDeed &deed) const
{
    if (!deed.stuck)
        return tr("Not sent yet.");
    switch (*deed.stuck) {
    case Stuck::Held:
        return tr("The server is older than this UpDesk. It goes once the server is updated.");
    case Stuck::Parked:
        return tr("Needs attention: %1").arg(reason(deed.why));
    case Stuck::Waiting:
        return deed.refused.isEmpty() ? tr("Waits for %1 to sign in.").arg(who(deed.who))
                                      : absenceSentence({Error::Code::Denied, deed.refused, {}}, who(deed.who));
    case Stuck::Behind:
        break;
    }
    return tr("Waits behind an earlier change of the same.");
}

SharingLine SharingWords::waiting(const WaitingDeed &deed, const QStringList &customers, Time now) const
{
    SharingLine line;
    line.when = m_words.momentWithTime(deed.at, now);
    line.head = SharingWords::deed(deed.verb);
    if (!customers.isEmpty())
        line.head = tr("%1: %2", "a change, customers").arg(line.head, customers.join(QStringLiteral(", ")));
    const QString by = deed.who.isNull() ? tr("UpDesk by itself") : who(deed.who);
    line.second = tr("%1, %2 ago", "a person, a length of time").arg(by, DeskWords::length(now - deed.at));
    line.third = why(deed);
    return line;
}

SharingLine SharingWords::setback(
    const std::vector<Setback> &all, const QString &customer, Time now, const FieldWords::Names &names) const
{
    const Setback &one = all.front();
    const FieldWords fields(m_words, names);
    const auto value = [&](const Setback &of, const QString &text) {
        return fields.value(of.table, of.field, text, now);
    };
    const QString about = customer.isEmpty() ? tr("the store") : customer;
    SharingLine line;
    line.when = m_words.momentWithTime(one.at, now);
    if (one.isClaim()) {
        line.head = tr("Lead taken twice: %1").arg(about);
        line.second = tr("%1 had it first and has it.").arg(who(one.other));
        line.third = tr("Calls of %1 stay in its history. What was planned was cancelled.").arg(who(one.who));
    } else if (one.kind == Setback::Kind::Rejected) {
        line.head = tr("%1 was not taken: %2", "a change, a customer").arg(deed(one.verb), about);
        line.second = reason(one.why);
        QStringList keyed;
        for (const Setback &field : all)
            keyed << tr("%1: %2", "field, value")
                         .arg(FieldWords::name(field.table, field.field), value(field, field.ours));
        line.third = tr("Keyed by %1. %2", "a person, fields").arg(who(one.who), keyed.join(QStringLiteral("; ")));
    } else {
        const bool oursStands = one.kind == Setback::Kind::TwoPlaces;
        line.head = tr("%1: %2", "field, customer").arg(FieldWords::name(one.table, one.field), about);
        const QString ours = tr("%1 (%2, at this desk)", "value, person").arg(value(one, one.ours), who(one.who));
        const QString theirs = tr("%1 (%2)", "value, person").arg(value(one, one.theirs), who(one.other));
        line.second = tr("Stands: %1").arg(oursStands ? ours : theirs);
        line.third = tr("Kept beside: %1").arg(oursStands ? theirs : ours);
    }
    return line;
}

} // namespace updesk
