// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/undowords.h"

#include "ui/parts/sentence.h"
#include "ui/parts/unmergewords.h"

#include <QCoreApplication>

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
    {"assign", QT_TRANSLATE_NOOP("UndoWords", "The leads are back with their former owners.")},
    {"note", QT_TRANSLATE_NOOP("UndoWords", "The note was taken back.")},
    {"snooze", QT_TRANSLATE_NOOP("UndoWords", "The lead is due again as before.")},
    {"book", QT_TRANSLATE_NOOP("UndoWords", "The visit was taken back.")},
    {"grade", QT_TRANSLATE_NOOP("UndoWords", "The grade is as before.")},
    {"close", QT_TRANSLATE_NOOP("UndoWords", "The lead is open again.")},
    {"reopen", QT_TRANSLATE_NOOP("UndoWords", "The lead is closed again.")},
    {"merge", QT_TRANSLATE_NOOP("UndoWords", "Both customers are back.")},
    {"unmerge", QT_TRANSLATE_NOOP("UndoWords", "They are one customer again.")},
    {"household", QT_TRANSLATE_NOOP("UndoWords", "The household is as before.")},
    {"leave_household", QT_TRANSLATE_NOOP("UndoWords", "The household is as before.")},
    {"garage", QT_TRANSLATE_NOOP("UndoWords", "The vehicle is as before.")},
    {"garage_gone", QT_TRANSLATE_NOOP("UndoWords", "The vehicle is theirs again.")},
    {"co_buyer", QT_TRANSLATE_NOOP("UndoWords", "The co-buyer is as before.")},
    {"co_buyer_left", QT_TRANSLATE_NOOP("UndoWords", "The co-buyer is back.")},
    {"apart", QT_TRANSLATE_NOOP("UndoWords", "They are perhaps the same person again.")},
    {"optout", QT_TRANSLATE_NOOP("UndoWords", "The customer may be contacted again.")},
    {"unverify", QT_TRANSLATE_NOOP("UndoWords", "The call counts as verified again.")},
    {"score_model", QT_TRANSLATE_NOOP("UndoWords", "The score model is as before.")},
    {"configure", QT_TRANSLATE_NOOP("UndoWords", "The store is set up as before.")},
    {"source", QT_TRANSLATE_NOOP("UndoWords", "The source is as before.")},
    {"set_aside", QT_TRANSLATE_NOOP("UndoWords", "The document waits again.")},
    {"reply", QT_TRANSLATE_NOOP("UndoWords", "The reply waits in the quarantine again.")},
    {"busy", QT_TRANSLATE_NOOP("UndoWords", "You get new leads as before.")},
    {"free", QT_TRANSLATE_NOOP("UndoWords", "You are busy as before.")},
    {"free_other", QT_TRANSLATE_NOOP("UndoWords", "They are busy as before.")},
    {"choose", QT_TRANSLATE_NOOP("UndoWords", "The value that stood before is back.")},
    {"bounce", QT_TRANSLATE_NOOP("UndoWords", "The address counts as good again.")},
});

QString undoneWords(const Undone &undone)
{
    QString words = UndoWords::tr("Taken back.");
    for (const VerbWords &row : kVerbs) {
        if (undone.verb == row.verb)
            words = UndoWords::tr(row.undone);
    }
    if (undone.refusalStays)
        words += u' ' + UndoWords::tr("What the customer refused stays refused.");
    if (!undone.kept.empty())
        words += u' ' + UndoWords::tr("%n thing(s) stayed, changed since.", nullptr, int(undone.kept.size()));
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
    if (error.code == Error::Code::NotFound)
        return UndoWords::tr("Nothing to undo.");
    if (error.code == Error::Code::Denied && error.subject != QLatin1String("file"))
        return UndoWords::tr("A customer's do-not-contact stays.");
    if (error.code == Error::Code::Conflict)
        return UndoWords::tr("Others have worked on this lead since. It stays.");
    return sentence(error);
}

} // namespace updesk
