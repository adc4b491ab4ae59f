// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "core/desk/undosteps.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/unmergewords.h"

#include <QJsonArray>

#include <array>

namespace updesk
{

namespace
{

struct VerbWords {
    const char *verb;
    const char *words;
};

} // namespace

static constexpr auto kVerbs = std::to_array<VerbWords>({
    {"import", QT_TRANSLATE_NOOP("Updeskctl", "an import")},
    {"capture", QT_TRANSLATE_NOOP("Updeskctl", "a new lead")},
    {"call", QT_TRANSLATE_NOOP("Updeskctl", "a call")},
    {"sent", QT_TRANSLATE_NOOP("Updeskctl", "a message that was sent")},
    {"assign", QT_TRANSLATE_NOOP("Updeskctl", "a change of owner")},
    {"note", QT_TRANSLATE_NOOP("Updeskctl", "a note")},
    {"snooze", QT_TRANSLATE_NOOP("Updeskctl", "a snooze")},
    {"book", QT_TRANSLATE_NOOP("Updeskctl", "a booked visit")},
    {"confirm", QT_TRANSLATE_NOOP("Updeskctl", "a visit confirmed")},
    {"arrive", QT_TRANSLATE_NOOP("Updeskctl", "an arrival")},
    {"miss", QT_TRANSLATE_NOOP("Updeskctl", "a missed visit")},
    {"move_visit", QT_TRANSLATE_NOOP("Updeskctl", "a visit moved")},
    {"cancel_visit", QT_TRANSLATE_NOOP("Updeskctl", "a visit cancelled")},
    {"visit_step", QT_TRANSLATE_NOOP("Updeskctl", "a step in the showroom")},
    {"depart", QT_TRANSLATE_NOOP("Updeskctl", "a visitor who left")},
    {"sell", QT_TRANSLATE_NOOP("Updeskctl", "a sale")},
    {"deliver", QT_TRANSLATE_NOOP("Updeskctl", "a delivery")},
    {"unwind", QT_TRANSLATE_NOOP("Updeskctl", "a sale unwound")},
    {"gross", QT_TRANSLATE_NOOP("Updeskctl", "the gross of a sale")},
    {"appraise", QT_TRANSLATE_NOOP("Updeskctl", "an appraisal")},
    {"grade", QT_TRANSLATE_NOOP("Updeskctl", "a grade")},
    {"close", QT_TRANSLATE_NOOP("Updeskctl", "a closing")},
    {"reopen", QT_TRANSLATE_NOOP("Updeskctl", "a reopening")},
    {"merge", QT_TRANSLATE_NOOP("Updeskctl", "a merge")},
    {"disposal", QT_TRANSLATE_NOOP("Updeskctl", "a change of the months until disposal")},
    {"legal_hold", QT_TRANSLATE_NOOP("Updeskctl", "a legal hold")},
    {"lift_hold", QT_TRANSLATE_NOOP("Updeskctl", "a legal hold taken off")},
    {"erase", QT_TRANSLATE_NOOP("Updeskctl", "an erased person")},
    {"erase_again", QT_TRANSLATE_NOOP("Updeskctl", "persons erased once more")},
    {"erase_end", QT_TRANSLATE_NOOP("Updeskctl", "the end of all that was planned for an erased person")},
    {"unmerge", QT_TRANSLATE_NOOP("Updeskctl", "an undone merge")},
    {"household", QT_TRANSLATE_NOOP("Updeskctl", "a household")},
    {"leave_household", QT_TRANSLATE_NOOP("Updeskctl", "a household left")},
    {"details", QT_TRANSLATE_NOOP("Updeskctl", "details of a customer")},
    {"garage", QT_TRANSLATE_NOOP("Updeskctl", "a vehicle of a customer")},
    {"incentives", QT_TRANSLATE_NOOP("Updeskctl", "the incentives")},
    {"template", QT_TRANSLATE_NOOP("Updeskctl", "a template")},
    {"template_gone", QT_TRANSLATE_NOOP("Updeskctl", "a template as it was shipped")},
    {"script", QT_TRANSLATE_NOOP("Updeskctl", "a script")},
    {"script_gone", QT_TRANSLATE_NOOP("Updeskctl", "a script as it was shipped")},
    {"answers", QT_TRANSLATE_NOOP("Updeskctl", "notes of a call")},
    {"garage_gone", QT_TRANSLATE_NOOP("Updeskctl", "a vehicle no longer theirs")},
    {"plans", QT_TRANSLATE_NOOP("Updeskctl", "the shipped plans")},
    {"plan_version", QT_TRANSLATE_NOOP("Updeskctl", "a version of a plan")},
    {"plan_active", QT_TRANSLATE_NOOP("Updeskctl", "a plan switched")},
    {"release_sending", QT_TRANSLATE_NOOP("Updeskctl", "a release of sending")},
    {"channels", QT_TRANSLATE_NOOP("Updeskctl", "the connections")},
    {"message", QT_TRANSLATE_NOOP("Updeskctl", "a message to a customer")},
    {"message_wish", QT_TRANSLATE_NOOP("Updeskctl", "what is done with a message")},
    {"plan_start", QT_TRANSLATE_NOOP("Updeskctl", "a plan begun")},
    {"plan_stop", QT_TRANSLATE_NOOP("Updeskctl", "a plan ended")},
    {"plan_move", QT_TRANSLATE_NOOP("Updeskctl", "leads in another version of a plan")},
    {"co_buyer", QT_TRANSLATE_NOOP("Updeskctl", "a co-buyer")},
    {"buyer_facts", QT_TRANSLATE_NOOP("Updeskctl", "what the customer said")},
    {"co_buyer_left", QT_TRANSLATE_NOOP("Updeskctl", "a co-buyer no more")},
    {"apart", QT_TRANSLATE_NOOP("Updeskctl", "two records told apart")},
    {"optout", QT_TRANSLATE_NOOP("Updeskctl", "a do-not-contact")},
    {"unverify", QT_TRANSLATE_NOOP("Updeskctl", "a mark of not verified")},
    {"reply", QT_TRANSLATE_NOOP("Updeskctl", "a reply that was read")},
    {"measure", QT_TRANSLATE_NOOP("Updeskctl", "opens and clicks of an e-mail")},
    {"bounce", QT_TRANSLATE_NOOP("Updeskctl", "a mail that came back")},
    {"tone_off", QT_TRANSLATE_NOOP("Updeskctl", "a mark that was taken off")},
    {"configure", QT_TRANSLATE_NOOP("Updeskctl", "a changed set-up")},
    {"source", QT_TRANSLATE_NOOP("Updeskctl", "the type of a source")},
    {"score_model", QT_TRANSLATE_NOOP("Updeskctl", "a version of the score model")},
    {"busy", QT_TRANSLATE_NOOP("Updeskctl", "a time with a customer")},
    {"free", QT_TRANSLATE_NOOP("Updeskctl", "the end of a time with a customer")},
    {"free_other", QT_TRANSLATE_NOOP("Updeskctl", "the end of somebody's time with a customer")},
    {"choose", QT_TRANSLATE_NOOP("Updeskctl", "a choice between two values")},
    {"set_aside", QT_TRANSLATE_NOOP("Updeskctl", "a document set aside")},
});

static QString wordsOf(const QByteArray &verb)
{
    for (const VerbWords &row : kVerbs) {
        if (verb == row.verb)
            return Words::tr(row.words);
    }
    return QString::fromLatin1(verb);
}

/// "a call (Sam Okafor)"
static QString named(const UndoStep &step, const QStringList &names)
{
    const QString what = wordsOf(step.verb);
    return names.isEmpty() ? what : Words::tr("%1 (%2)", "deed, customers").arg(what, names.join(QStringLiteral(", ")));
}

static int refused(Command &command, const Error &error)
{
    if (error.code == Error::Code::NotFound)
        return giveUp(ExitNotFound, "not_found", Words::tr("There is nothing to take back."));
    const QString erased = eraseRefused(error);
    if (const QString merge = erased.isEmpty() ? unmergeRefused(error) : erased; !merge.isEmpty())
        return giveUp(
            ExitRefused, codeOf(error), merge + u' ' + Words::tr("undo --skip takes back what was done before it."));
    if (error.code != Error::Code::Denied && error.code != Error::Code::Conflict)
        return command.fail(error);
    const auto step = newestStep(command.session().database());
    const auto names = step ? namesIn(command.session().database(), *step) : Result<QStringList>(step.error());
    if (!names)
        return command.fail(names.error());
    const QString what = named(*step, *names);
    const QString why = error.code == Error::Code::Denied
        ? Words::tr("The newest deed stays: %1. A do-not-contact is taken back within 60 s by whoever keyed it, and "
                    "never when it holds the customer's own words.")
              .arg(what)
        : Words::tr("The newest deed stays: %1. Others have worked on it since.").arg(what);
    return giveUp(ExitRefused, codeOf(error),
        Words::tr("%1 Nothing was changed. undo --skip takes back what was done before it.").arg(why),
        {{QStringLiteral("verb"), QString::fromLatin1(step->verb)},
            {QStringLiteral("customers"), QJsonArray::fromStringList(*names)}});
}

static void say(const Command &command, const StepUndone &undone)
{
    const int deeds = int(undone.step.deeds.size());
    command.say(Words::tr("Taken back: %1.").arg(named(undone.step, undone.names)));
    if (deeds > 1)
        command.say(Words::tr("Leads: %1.").arg(undone.leads.size()));
    if (undone.refusals > 0)
        command.say(Words::tr("What customers refused in their own words stays refused: %1.").arg(undone.refusals));
    if (undone.stayed > 0)
        command.say(Words::tr("Stayed, others have worked on them since: %1 of %2.").arg(undone.stayed).arg(deeds));
    if (!undone.kept.empty())
        command.say(Words::tr("Fields that stayed, somebody changed them since: %1.").arg(undone.kept.size()));
    if (undone.passedOver > 0)
        command.say(Words::tr("Passed over, they cannot be taken back: %1.").arg(undone.passedOver));
}

int undoCommand(const QStringList &arguments)
{
    Command command("undo", arguments);
    command.option("skip", Words::tr("Pass over what can never be taken back."));
    if (!command.read(0, 0) || !command.openStore() || !command.actAsChosen())
        return command.status();
    const auto undone = undoNewest(command.session(), command.isSet("skip") ? Refused::PassedOver : Refused::Stops);
    if (!undone)
        return refused(command, undone.error());
    if (!command.json()) {
        say(command, *undone);
        return ExitDone;
    }
    command.print({{QStringLiteral("verb"), QString::fromLatin1(undone->step.verb)},
        {QStringLiteral("deed"), QString::fromLatin1(undone->step.deeds.front().value.hex())},
        {QStringLiteral("deeds"), int(undone->step.deeds.size()) - undone->stayed},
        {QStringLiteral("customers"), QJsonArray::fromStringList(undone->names)},
        {QStringLiteral("leads"), int(undone->leads.size())}, {QStringLiteral("kept"), int(undone->kept.size())},
        {QStringLiteral("refusals"), undone->refusals}, {QStringLiteral("stayed"), undone->stayed},
        {QStringLiteral("passed_over"), undone->passedOver}});
    return ExitDone;
}

} // namespace updesk
