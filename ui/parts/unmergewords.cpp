// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/unmergewords.h"

#include <QCoreApplication>

namespace updesk
{

/// The context of the sentences below.
struct UnmergeWords {
    Q_DECLARE_TR_FUNCTIONS(UnmergeWords)
};

QString unmergedWords(const Unmerged &unmerged)
{
    QString words = unmerged.backName.isEmpty() || unmerged.livesName.isEmpty()
        ? UnmergeWords::tr("Both customers are back.")
        : UnmergeWords::tr("%1 and %2 are two customers again.").arg(unmerged.livesName, unmerged.backName);
    if (unmerged.stayed > 0)
        words += u' ' + UnmergeWords::tr("%n thing(s) stayed, changed since.", nullptr, unmerged.stayed);
    if (unmerged.absent > 0)
        words +=
            u' ' + UnmergeWords::tr("%n older thing(s) are not on this desk and stayed.", nullptr, unmerged.absent);
    return words;
}

QString unmergeRefused(const Error &error)
{
    const auto is = [&](Error::Code code, const char *subject) {
        return error.code == code && error.subject == QLatin1String(subject);
    };
    if (is(Error::Code::Denied, "unmerge_late"))
        return UnmergeWords::tr("This merge is older than 30 days and stays. Nothing was changed.");
    if (is(Error::Code::Invalid, "unmerged"))
        return UnmergeWords::tr("This merge was undone already. Nothing was changed.");
    if (is(Error::Code::Invalid, "merged"))
        return UnmergeWords::tr("They were merged again already. Nothing was changed.");
    if (is(Error::Code::Denied, "merged_again"))
        return UnmergeWords::tr("The customer was merged into another one since. Undo that merge first.");
    if (is(Error::Code::NotFound, "merge_record"))
        return UnmergeWords::tr("This merge was made at another desk by an older UpDesk. Undo it there.");
    return {};
}

} // namespace updesk
