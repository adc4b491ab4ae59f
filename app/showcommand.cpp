// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadcodes.h"
#include "app/leadwords.h"
#include "app/showpeople.h"
#include "core/desk/capturerows.h"
#include "core/desk/contactrows.h"
#include "core/desk/leadfind.h"
#include "core/intake/bytes.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/tone.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"
#include "ui/parts/gradewords.h"
#include "ui/parts/tonewords.h"

#include <QJsonArray>

namespace updesk
{

std::optional<LeadId> leadMeant(Command &command, const QString &text, int &status)
{
    Database &database = command.session().database();
    const auto meant = leadsMeant(database, text);
    if (!meant) {
        status = command.fail(meant.error());
        return std::nullopt;
    }
    if (meant->size() == 1)
        return meant->front();
    QStringList lines{meant->empty() ? Words::tr("No lead is called %1.").arg(text)
                                     : Words::tr("Several leads may be meant by %1; name one by its id:").arg(text)};
    QJsonArray several;
    for (const LeadId &lead : *meant) {
        const auto row = queueRow(database, lead);
        if (!row)
            continue;
        lines << QStringLiteral("  %1  %2  %3").arg(shortId(lead), row->name, row->now.wants);
        several.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(lead.value.hex())},
            {QStringLiteral("name"), row->name}, {QStringLiteral("wants"), row->now.wants}});
    }
    status = giveUp(
        ExitNotFound, meant->empty() ? "not_found" : "several", lines.join(u'\n'), {{QStringLiteral("rows"), several}});
    return std::nullopt;
}

/// All that is shown of one lead.
struct Shown {
    Lead lead;
    QueueRow row;
    std::vector<Phone> phones;
    std::vector<Email> emails;
    std::vector<Address> addresses;
    std::vector<LeadVehicle> wants, trades;
    std::vector<TimelineRow> history;
    Score score;
    SourceWeight weight; ///< of the lead's source
    std::vector<Refusal> refusals;
    ShownPeople people;
    QByteArray original;
};

template <class T>
static bool take(Result<T> from, T &to, std::optional<Error> &error)
{
    if (!from) {
        error = error ? error : from.error();
        return false;
    }
    to = std::move(*from);
    return true;
}

static Result<Shown> shown(Database &database, LeadId id, const Rulebook &rules)
{
    Shown s;
    std::optional<Error> error;
    const CustomerStore customers(database);
    if (!take(load(database, kLead, id.value), s.lead, error) || !take(queueRow(database, id), s.row, error))
        return *error;
    take(customers.phones(s.lead.customer), s.phones, error);
    take(customers.emails(s.lead.customer), s.emails, error);
    take(customers.addresses(s.lead.customer), s.addresses, error);
    take(wantsOf(database, id), s.wants, error);
    take(tradesOf(database, id), s.trades, error);
    take(refusalsOf(database, s.lead.customer), s.refusals, error);
    take(shownPeople(database, s.lead), s.people, error);
    take(timelineRows(database, s.lead.customer, TimelineKind::All, 500), s.history, error);
    if (error)
        return *error;
    const auto now = leadNowOf(database, id);
    if (!now)
        return now.error();
    s.row.now = *now;
    s.weight = rules.weight(now->source);
    s.score = score(unpacked(now->scoreFacts, now->received, now->lastSign, s.weight), rules.model, now->scoredAt);
    if (s.lead.original.isNull())
        return s;
    const auto original = originalText(database, s.lead.original);
    if (original)
        s.original = original->bytes;
    else if (original.error().code != Error::Code::NotFound)
        return original.error();
    return s;
}

static QString waysWord(Channel channel)
{
    switch (channel) {
    case Channel::Phone:
        return Words::tr("calls");
    case Channel::Text:
        return Words::tr("texts");
    case Channel::Email:
        return Words::tr("e-mails");
    default:
        return Words::tr("all contact");
    }
}

static QString wayCode(Channel channel)
{
    switch (channel) {
    case Channel::Phone:
        return QStringLiteral("phone");
    case Channel::Text:
        return QStringLiteral("text");
    case Channel::Email:
        return QStringLiteral("email");
    default:
        return QStringLiteral("all");
    }
}

static QString vehicleText(const LeadVehicle &v)
{
    QStringList parts{v.year > 0 ? QString::number(v.year) : QString(), v.make, v.model, v.trim,
        v.stock.isEmpty() ? QString() : QStringLiteral("#") + v.stock, v.vin};
    parts.removeAll(QString());
    return parts.join(u' ');
}

// "2026-03-12 10:04, 4 min after it came, told"; what is weak about it is said.
static QString answerText(const LeadNow &n, const LeadWords &words)
{
    QStringList parts;
    if (n.firstHuman > 0 && n.clock != LeadNow::BornStopped)
        parts << words.time(n.firstHuman)
              << Words::tr("%1 s after it came").arg(std::max<Time>(0, n.firstHuman - n.received) / kSecond)
              << LeadWords::evidence(n.firstEvidence)
              << (n.clockJump == 0 ? QString() : DeskWords::clockJump(n.clockJump));
    else
        parts << LeadWords::proof(n);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

static int printText(const Command &command, const Shown &s, const LeadWords &words)
{
    const LeadNow &n = s.row.now;
    const auto field = [&command](const QString &name, const QString &text) {
        if (!text.isEmpty())
            command.say(name.leftJustified(12) + text);
    };
    command.say(s.row.name.isEmpty() ? Words::tr("(no name)") : s.row.name);
    field(Words::tr("Lead"), QString::fromLatin1(n.id.value.hex()));
    field(Words::tr("Stage"),
        LeadWords::stage(n.stage) + (s.lead.closedWhy.isEmpty() ? QString() : QStringLiteral(", ") + s.lead.closedWhy));
    field(Words::tr("Received"), words.time(n.received));
    field(Words::tr("Clock"), words.clock(n));
    field(Words::tr("Answer"), answerText(n, words));
    field(Words::tr("Next"), words.next(n) + QStringLiteral("  ") + words.time(n.nextDue));
    field(Words::tr("Waits"), toneWords(s.row.tone));
    field(Words::tr("Owner"), words.person(n.owner));
    field(Words::tr("Source"), words.source(n.source));
    field(Words::tr("Number"), s.lead.externalId);
    field(Words::tr("Grade"), LeadWords::grade(n.grade));
    field(Words::tr("Missing"), missingWords(n.missing));
    for (const Phone &phone : s.phones)
        field(Words::tr("Phone"),
            (phone.e164.isEmpty() ? phone.typed : phone.e164) + (phone.bad ? Words::tr(" (wrong)") : QString()));
    for (const Email &mail : s.emails)
        field(Words::tr("E-mail"),
            (mail.address.isEmpty() ? mail.typed : mail.address) + (mail.bad ? Words::tr(" (wrong)") : QString()));
    for (const Address &place : s.addresses)
        field(Words::tr("Address"),
            QStringList{place.street, place.city, place.region, place.postal}.join(u' ').simplified());
    for (const auto &[name, text] : peopleFields(s.people))
        field(name, text);
    if (s.row.doNotContact)
        field(Words::tr("Consent"), Words::tr("do not contact"));
    for (const Refusal &refusal : s.refusals)
        field(Words::tr("Refuses"),
            waysWord(refusal.channel)
                + (refusal.words.isEmpty() ? QString() : QStringLiteral(": ") + refusal.words.simplified()));
    field(Words::tr("Prefers"), s.lead.preferredChannel == 0 ? QString() : waysWord(Channel(s.lead.preferredChannel)));
    field(Words::tr("Best time"), s.lead.bestTime.simplified());
    field(Words::tr("Payment"), s.lead.financeMethod.simplified());
    for (const auto *vehicles : {&s.wants, &s.trades}) {
        for (const LeadVehicle &v : *vehicles) {
            field(vehicles == &s.wants ? Words::tr("Wants") : Words::tr("Trade"), vehicleText(v));
            for (const QString &line : v.details.split(u'\n'))
                field({}, line.simplified());
        }
    }
    field(Words::tr("Wrote"), s.lead.comments.simplified());
    command.say(Words::tr("Score %1, %2 (%3)").arg(n.score).arg(LeadWords::tier(n.tier), words.model(n.model)));
    for (const ScoreLine &line : s.score.lines) {
        if (line.points != 0)
            command.say(words.scoreLine(line, n.source));
    }
    command.say(Words::tr("History"));
    for (const TimelineRow &row : s.history)
        command.say(QStringLiteral("  ") + words.history(row));
    if (!s.original.isEmpty()) {
        command.say(Words::tr("Original"));
        command.say(readableBytes(s.original).replace(QLatin1String("\r\n"), QLatin1String("\n")));
    }
    return ExitDone;
}

static QJsonObject lineJson(const TimelineRow &row, const LeadWords &words)
{
    static constexpr const char *kDirections[] = {"", "in", "out"};
    const Activity &a = row.activity;
    return {{QStringLiteral("at"), utcCode(a.at)}, {QStringLiteral("kind"), kindCode(row)},
        {QStringLiteral("verb"), verbCode(row)},
        {QStringLiteral("direction"), QString::fromLatin1(kDirections[size_t(a.direction)])},
        {QStringLiteral("evidence"),
            a.direction == Activity::Direction::Out ? QJsonValue(evidenceCode(a.evidence)) : QJsonValue()},
        {QStringLiteral("clock_jump"), a.clockJump},
        {QStringLiteral("by"), a.person.isNull() ? QString() : words.person(a.person)},
        {QStringLiteral("words"), words.happened(row)}, {QStringLiteral("taken_back"), row.struckOut},
        {QStringLiteral("tone"),
            toneJson(a.direction == Activity::Direction::In && a.kind != Activity::Kind::Call ? toneFrom(a.providerText)
                                                                                              : 0)}};
}

static int printJson(const Command &command, const Shown &s, const LeadWords &words)
{
    QJsonObject out = words.json(s.row);
    QJsonArray phones, emails, wants, trades, lines, history, refusals, details;
    for (const Phone &phone : s.phones)
        phones.append(phone.e164.isEmpty() ? phone.typed : phone.e164);
    for (const Email &mail : s.emails)
        emails.append(mail.address.isEmpty() ? mail.typed : mail.address);
    for (const LeadVehicle &v : s.wants) {
        wants.append(vehicleText(v));
        details.append(v.details);
    }
    for (const LeadVehicle &v : s.trades)
        trades.append(vehicleText(v));
    for (const ScoreLine &line : s.score.lines)
        lines.append(QJsonObject{{QStringLiteral("factor"), factorName(line.factor)},
            {QStringLiteral("points"), line.points}, {QStringLiteral("argument"), line.argument},
            {QStringLiteral("guide"), line.factor == Factor::Source && s.weight.guide},
            {QStringLiteral("words"), words.scoreLine(line, s.row.now.source).simplified()}});
    for (const Refusal &refusal : s.refusals)
        refusals.append(QJsonObject{{QStringLiteral("channel"), wayCode(refusal.channel)},
            {QStringLiteral("words"), refusal.words}, {QStringLiteral("at"), words.timeCode(refusal.at)}});
    for (const TimelineRow &row : s.history)
        history.append(lineJson(row, words));
    insertPeople(out, s.people);
    out.insert(QStringLiteral("external_id"), s.lead.externalId);
    out.insert(QStringLiteral("comments"), s.lead.comments);
    out.insert(QStringLiteral("phones"), phones);
    out.insert(QStringLiteral("emails"), emails);
    out.insert(QStringLiteral("vehicles"), wants);
    out.insert(QStringLiteral("vehicle_details"), details);
    out.insert(QStringLiteral("preferred_channel"),
        s.lead.preferredChannel == 0 ? QString() : wayCode(Channel(s.lead.preferredChannel)));
    out.insert(QStringLiteral("best_time"), s.lead.bestTime);
    out.insert(QStringLiteral("finance_method"), s.lead.financeMethod);
    out.insert(QStringLiteral("trades"), trades);
    out.insert(QStringLiteral("score_lines"), lines);
    out.insert(QStringLiteral("score_model"), words.modelJson(s.row.now.model));
    out.insert(QStringLiteral("history"), history);
    out.insert(QStringLiteral("refusals"), refusals);
    out.insert(QStringLiteral("original"), readableBytes(s.original));
    out.insert(QStringLiteral("original_bytes"), QString::fromLatin1(s.original.toBase64()));
    command.print(out);
    return ExitDone;
}

int showCommand(const QStringList &arguments)
{
    Command command("show", arguments);
    command.positional("LEAD", Words::tr("Which lead."));
    if (!command.read(1, -1))
        return command.status();
    if (!command.openStore())
        return command.status();
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    const auto rules = command.session().rules();
    if (!rules)
        return command.fail(rules.error());
    const auto found = shown(command.session().database(), *lead, **rules);
    if (!found)
        return command.fail(found.error());
    const LeadWords words(*rules, command.session().now());
    return command.json() ? printJson(command, *found, words) : printText(command, *found, words);
}

} // namespace updesk
