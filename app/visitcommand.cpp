// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "app/visitcodes.h"
#include "core/appointments/boardrows.h"
#include "core/appointments/showroomrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/showroomverbs.h"

#include <algorithm>

namespace updesk
{

using State = Appointment::State;

QString visitStateCode(State state)
{
    static constexpr const char *kCodes[] = {
        "set", "not-confirmed", "confirmed", "arrived", "missed", "rescheduled", "cancelled", "sold"};
    static_assert(std::size(kCodes) == size_t(State::Sold) + 1);
    return QString::fromLatin1(kCodes[size_t(state)]);
}

QString visitStepCode(VisitStep step)
{
    static constexpr const char *kCodes[] = {
        "greeted", "walk-around", "demo-drive", "appraisal", "write-up", "manager-turn", "finance"};
    static_assert(std::size(kCodes) == kVisitSteps.size());
    return QString::fromLatin1(kCodes[size_t(step)]);
}

// The one that is still to be marked, the earliest first; else the newest that was missed.
static std::optional<Appointment> meant(const std::vector<Appointment> &all)
{
    const auto open = std::find_if(all.rbegin(), all.rend(), [](const Appointment &a) { return isAhead(a.state); });
    if (open != all.rend())
        return *open;
    const auto missed = std::ranges::find(all, State::Missed, &Appointment::state);
    return missed == all.end() ? std::nullopt : std::optional(*missed);
}

static int refused(Command &command, const Error &error)
{
    const auto is = [&](const char *subject) {
        return error.code == Error::Code::Invalid && error.subject == QLatin1String(subject);
    };
    if (is("early"))
        return command.refuse(Words::tr("Its time has not come yet. Nothing was changed."));
    if (is("state"))
        return command.refuse(Words::tr("The appointment no longer stands so. Nothing was changed."));
    if (is("appointment"))
        return command.refuse(Words::tr("The time given with --at is past. Nothing was changed."));
    if (is("closed"))
        return command.refuse(Words::tr("The lead is closed. Nothing was changed."));
    return command.fail(error);
}

static std::optional<Channel> wayOf(const QString &by)
{
    static const std::pair<const char *, Channel> kWays[] = {{"", Channel::Phone}, {"phone", Channel::Phone},
        {"text", Channel::Text}, {"email", Channel::Email}, {"person", Channel::InPerson}};
    for (const auto &[name, way] : kWays) {
        if (by == QLatin1String(name))
            return way;
    }
    return std::nullopt;
}

static Result<DeedId> leave(Session &session, LeadId lead)
{
    const auto present = presentRows(session.database(), session.now() - kPresentSince);
    if (!present)
        return present.error();
    const auto here = std::ranges::find_if(*present, [&](const PresentRow &row) { return row.visit.lead == lead; });
    if (here == present->end())
        return Error{Error::Code::NotFound, QStringLiteral("visit"), {}};
    return departVisit(session, here->visit.id);
}

/// The one thing that is said of the visit.
enum class Said { Confirmed, Arrived, Missed, Cancelled, Left, Moved };

static std::optional<Said> saidBy(const Command &command)
{
    static constexpr std::pair<const char *, Said> kOptions[] = {{"confirmed", Said::Confirmed},
        {"arrived", Said::Arrived}, {"missed", Said::Missed}, {"cancelled", Said::Cancelled}, {"left", Said::Left},
        {"at", Said::Moved}};
    std::optional<Said> said;
    for (const auto &[name, one] : kOptions) {
        if (!command.isSet(name))
            continue;
        if (said)
            return std::nullopt;
        said = one;
    }
    return said;
}

static Result<DeedId> mark(
    Session &session, const Appointment &visit, Said said, Channel way, const QString &why, Time at)
{
    switch (said) {
    case Said::Confirmed:
        return confirmVisit(session, visit.id, way);
    case Said::Arrived: {
        const auto came = arriveVisit(session, visit.id);
        return came ? Result<DeedId>(came->deed) : came.error();
    }
    case Said::Missed:
        return missVisit(session, visit.id);
    case Said::Cancelled:
        return cancelVisit(session, visit.id, why);
    case Said::Moved:
        return moveVisit(session, visit.id, at);
    case Said::Left:
        break;
    }
    return leave(session, visit.lead);
}

static int tell(Command &command, const Result<DeedId> &done, LeadId lead)
{
    if (!done)
        return refused(command, done.error());
    const auto rules = command.session().rules();
    const auto all = appointmentsOfLead(command.session().database(), lead);
    if (!rules || !all)
        return command.fail(!rules ? rules.error() : all.error());
    const LeadWords words(*rules, command.now());
    const QString state = all->empty() ? QString() : visitStateCode(all->front().state);
    const Time at = all->empty() ? 0 : all->front().at;
    if (command.json())
        command.print({{QStringLiteral("deed"), QString::fromLatin1(done->value.hex())},
            {QStringLiteral("state"), state}, {QStringLiteral("at"), words.timeCode(at)}});
    else if (done->isNull())
        command.say(Words::tr("It was so already."));
    else
        command.say(state.isEmpty() ? Words::tr("Written down.")
                                    : Words::tr("Written down: %1, %2.").arg(words.time(at), state));
    return ExitDone;
}

int visitCommand(const QStringList &arguments)
{
    Command command("visit", arguments);
    command.positional("LEAD", Words::tr("Whose visit."));
    command.option("confirmed", Words::tr("They say that they come."));
    command.option("by", Words::tr("With --confirmed: phone, text, email or person."), "WAY");
    command.option("arrived", Words::tr("They are here."));
    command.option("missed", Words::tr("Nobody came."));
    command.option("cancelled", Words::tr("They do not come."));
    command.option("why", Words::tr("With --cancelled: what they said."), "TEXT");
    command.option("left", Words::tr("They have left the store."));
    command.option("at", Words::tr("They come at another time."), "TIME");
    if (!command.read(1, -1))
        return command.status();
    const auto said = saidBy(command);
    if (!said)
        return command.usage(
            Words::tr("Give one of --confirmed, --arrived, --missed, --cancelled, --left and --at TIME."));
    const auto way = wayOf(command.value("by"));
    if (!way)
        return command.usage(Words::tr("--by takes phone, text, email or person."));
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto at = *said == Said::Moved ? command.moment("at") : std::optional<Time>(0);
    if (!at)
        return ExitUsage;
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    if (*said == Said::Left)
        return tell(command, leave(command.session(), *lead), *lead);
    const auto all = appointmentsOfLead(command.session().database(), *lead);
    if (!all)
        return command.fail(all.error());
    const auto visit = meant(*all);
    if (!visit)
        return command.fail({Error::Code::NotFound, QStringLiteral("appointment"), {}});
    return tell(command, mark(command.session(), *visit, *said, *way, command.value("why"), *at), *lead);
}

} // namespace updesk
