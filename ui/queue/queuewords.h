// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/deskwords.h"

namespace updesk
{

/// What a queue row says: the words every screen has, as the list needs them.
class QueueWords final : public DeskWords
{
    Q_DECLARE_TR_FUNCTIONS(QueueWords)
public:
    using DeskWords::DeskWords;

    QString nextKey(const LeadNow &row) const; ///< the key that does it: "C" or none
    static Channel channelOf(const LeadNow &row);
    static QString group(int group);
    QString owner(PersonId id) const; ///< "-" for nobody
    QString claiming(PersonId id, bool online) const; ///< "claiming", or "Dana?" while nobody can answer
    /// "Dana has this", "Closed" or what is planned: why a row is about to leave the list.
    QString whyGone(const LeadNow &row, Time now, bool owned) const;
};

} // namespace updesk
