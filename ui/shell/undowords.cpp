// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/undowords.h"

#include "core/sequences/message.h"
#include "core/sequences/plantables.h"
#include "ui/parts/sentence.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/unmergewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace updesk
{

/// The context of the sentences below.
struct UndoWords {
    Q_DECLARE_TR_FUNCTIONS(UndoWords)
};

struct VerbWords {
    const char *verb;
    const char *undone;
};

static constexpr auto kVerbs = std::to_array<VerbWords>({
    {"capture", QT_TRANSLATE_NOOP("UndoWords", "The new lead was taken back.")},
    {"call", QT_TRANSLATE_NOOP("UndoWords", "The call was taken back.")},
    {"sent", QT_TRANSLATE_NOOP("UndoWords", "The message counts as not sent again.")},
    {"message", QT_TRANSLATE_NOOP("UndoWords", "The message does not leave.")},
    {"message_wish", QT_TRANSLATE_NOOP("UndoWords", "The message stands as before.")},
    {"assign", QT_TRANSLATE_NOOP("UndoWords", "The leads are back with their former owners.")},
    {"note", QT_TRANSLATE_NOOP("UndoWords", "The note was taken back.")},
    {"snooze", QT_TRANSLATE_NOOP("UndoWords", "The lead is due again as before.")},
    {"book", QT_TRANSLATE_NOOP("UndoWords", "The visit was taken back.")},
    {"confirm", QT_TRANSLATE_NOOP("UndoWords", "The visit is as before.")},
    {"arrive", QT_TRANSLATE_NOOP("UndoWords", "They have not arrived yet.")},
    {"miss", QT_TRANSLATE_NOOP("UndoWords", "The visit counts as not missed again.")},
    {"move_visit", QT_TRANSLATE_NOOP("UndoWords", "The visit is at its former time again.")},
    {"cancel_visit", QT_TRANSLATE_NOOP("UndoWords", "The visit stands again.")},
    {"visit_step", QT_TRANSLATE_NOOP("UndoWords", "The step was taken back.")},
    {"depart", QT_TRANSLATE_NOOP("UndoWords", "They are in the store again.")},
    {"sell", QT_TRANSLATE_NOOP("UndoWords", "The sale was taken back.")},
    {"deliver", QT_TRANSLATE_NOOP("UndoWords", "The vehicle counts as not delivered again.")},
    {"unwind", QT_TRANSLATE_NOOP("UndoWords", "The sale stands again.")},
    {"gross", QT_TRANSLATE_NOOP("UndoWords", "The gross is as before.")},
    {"appraise", QT_TRANSLATE_NOOP("UndoWords", "The appraisal was taken back.")},
    {"pencil", QT_TRANSLATE_NOOP("UndoWords", "The payment was taken back.")},
    {"grade", QT_TRANSLATE_NOOP("UndoWords", "The grade is as before.")},
    {"close", QT_TRANSLATE_NOOP("UndoWords", "The lead is open again.")},
    {"reopen", QT_TRANSLATE_NOOP("UndoWords", "The lead is closed again.")},
    {"merge", QT_TRANSLATE_NOOP("UndoWords", "Both customers are back.")},
    {"unmerge", QT_TRANSLATE_NOOP("UndoWords", "They are one customer again.")},
    {"household", QT_TRANSLATE_NOOP("UndoWords", "The household is as before.")},
    {"leave_household", QT_TRANSLATE_NOOP("UndoWords", "The household is as before.")},
    {"details", QT_TRANSLATE_NOOP("UndoWords", "The customer's details are as before.")},
    {"garage", QT_TRANSLATE_NOOP("UndoWords", "The vehicle is as before.")},
    {"garage_gone", QT_TRANSLATE_NOOP("UndoWords", "The vehicle is theirs again.")},
    {"plans", QT_TRANSLATE_NOOP("UndoWords", "The sequences are as before.")},
    {"plan_version", QT_TRANSLATE_NOOP("UndoWords", "The sequence is as before.")},
    {"plan_active", QT_TRANSLATE_NOOP("UndoWords", "The sequence is as before.")},
    {"plan_start", QT_TRANSLATE_NOOP("UndoWords", "The lead is out of the sequence again.")},
    {"plan_stop", QT_TRANSLATE_NOOP("UndoWords", "The sequence goes on.")},
    {"plan_move", QT_TRANSLATE_NOOP("UndoWords", "The leads are in their former version again.")},
    {"co_buyer", QT_TRANSLATE_NOOP("UndoWords", "The co-buyer is as before.")},
    {"buyer_facts", QT_TRANSLATE_NOOP("UndoWords", "What the customer said is as before.")},
    {"co_buyer_left", QT_TRANSLATE_NOOP("UndoWords", "The co-buyer is back.")},
    {"apart", QT_TRANSLATE_NOOP("UndoWords", "They are perhaps the same person again.")},
    {"refuse", QT_TRANSLATE_NOOP("UndoWords", "They may be contacted that way again.")},
    {"lift", QT_TRANSLATE_NOOP("UndoWords", "The refusal stands again.")},
    {"consent", QT_TRANSLATE_NOOP("UndoWords", "The consent counts no more.")},
    {"serviced", QT_TRANSLATE_NOOP("UndoWords", "The service counts no more.")},
    {"consent_gone", QT_TRANSLATE_NOOP("UndoWords", "It counts again.")},
    {"disposal", QT_TRANSLATE_NOOP("UndoWords", "The months until disposal are as before.")},
    {"legal_hold", QT_TRANSLATE_NOOP("UndoWords", "The legal hold was taken back.")},
    {"lift_hold", QT_TRANSLATE_NOOP("UndoWords", "The legal hold stands again.")},
    {"store", QT_TRANSLATE_NOOP("UndoWords", "The store is set up as before.")},
    {"optout", QT_TRANSLATE_NOOP("UndoWords", "The customer may be contacted again.")},
    {"unverify", QT_TRANSLATE_NOOP("UndoWords", "The call counts as verified again.")},
    {"score_model", QT_TRANSLATE_NOOP("UndoWords", "The score model is as before.")},
    {"configure", QT_TRANSLATE_NOOP("UndoWords", "The store is set up as before.")},
    {"release_sending", QT_TRANSLATE_NOOP("UndoWords", "Sending is on hold again.")},
    {"channels", QT_TRANSLATE_NOOP("UndoWords", "The connections are as before.")},
    {"rules", QT_TRANSLATE_NOOP("UndoWords", "The rules of law are as before.")},
    {"incentives", QT_TRANSLATE_NOOP("UndoWords", "The incentives are as before.")},
    {"template", QT_TRANSLATE_NOOP("UndoWords", "The template reads as before.")},
    {"template_gone", QT_TRANSLATE_NOOP("UndoWords", "The store's own text is back.")},
    {"script", QT_TRANSLATE_NOOP("UndoWords", "The script reads as before.")},
    {"script_gone", QT_TRANSLATE_NOOP("UndoWords", "The store's own script is back.")},
    {"answers", QT_TRANSLATE_NOOP("UndoWords", "What was noted in the call was taken back.")},
    {"source", QT_TRANSLATE_NOOP("UndoWords", "The source is as before.")},
    {"set_aside", QT_TRANSLATE_NOOP("UndoWords", "The document waits again.")},
    {"reply", QT_TRANSLATE_NOOP("UndoWords", "The reply waits under Unreadable again.")},
    {"busy", QT_TRANSLATE_NOOP("UndoWords", "You get new leads as before.")},
    {"free", QT_TRANSLATE_NOOP("UndoWords", "You are busy as before.")},
    {"free_other", QT_TRANSLATE_NOOP("UndoWords", "They are busy as before.")},
    {"choose", QT_TRANSLATE_NOOP("UndoWords", "The value that stood before is back.")},
    {"measure", QT_TRANSLATE_NOOP("UndoWords", "The email counts as not opened again.")},
    {"tone_off", QT_TRANSLATE_NOOP("UndoWords", "The mark is back.")},
    {"bounce", QT_TRANSLATE_NOOP("UndoWords", "The address counts as good again.")},
});

// Another desk has ended it as well, or what the customer said since does.
static bool isPlanThatStays(const Kept &kept)
{
    return kept.table == &kEnrolment && qstrcmp(kept.column, "state") == 0;
}

QString undoneWords(const Undone &undone)
{
    const bool hasLeft = undone.verb == "message"
        && std::ranges::any_of(undone.kept, [](const Kept &kept) { return kept.table == &kMessage; });
    if (hasLeft)
        return UndoWords::tr("It has left and cannot come back.");
    QString words = UndoWords::tr("Taken back.");
    for (const VerbWords &row : kVerbs) {
        if (undone.verb == row.verb)
            words = UndoWords::tr(row.undone);
    }
    const auto plans = std::ranges::count_if(undone.kept, isPlanThatStays);
    if (plans > 0) {
        const QString stays = UndoWords::tr("The sequence stays as it is: somebody else or the customer ended it too.");
        words = undone.verb == "plan_stop" ? stays : words + u' ' + stays;
    }
    if (undone.refusalStays)
        words += u' ' + UndoWords::tr("What the customer refused stays refused.");
    if (const int others = int(undone.kept.size()) - int(plans); others > 0)
        words += u' ' + UndoWords::tr("%n thing(s) stayed, changed since.", nullptr, others);
    return words;
}

QString redoneWords(const Undone &redone)
{
    return redone.kept.empty() ? UndoWords::tr("Done again.")
                               : UndoWords::tr("Done again, but for what changed since.");
}

QString undoRefused(const Error &error)
{
    if (const QString merge = unmergeRefused(error); !merge.isEmpty())
        return merge;
    if (const QString erased = eraseRefused(error); !erased.isEmpty())
        return erased;
    if (error.code == Error::Code::NotFound)
        return UndoWords::tr("Nothing to undo.");
    if (error.code == Error::Code::Denied && error.subject != QLatin1String("file"))
        return UndoWords::tr("A customer's do-not-contact stays.");
    if (error.code == Error::Code::Conflict)
        return UndoWords::tr("Others have worked on this lead since. It stays.");
    return sentence(error);
}

} // namespace updesk
