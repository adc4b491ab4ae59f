// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/people/customer.h"

#include <QCoreApplication>

namespace updesk
{

struct DetailChange;

/// Words about the details of a customer and their corrections.
class DetailWords
{
    Q_DECLARE_TR_FUNCTIONS(DetailWords)
public:
    /// "Boston, MA 02139"; empty: nothing is known of where they live.
    static QString place(const Address &address);
    /// What a line of the history tells: each field with what it was before, one after the other or as they are.
    static QString corrected(const Activity &line);
    static QStringList corrections(const Activity &line);
    /// Why nothing was saved, to stand at a field or, where `field` stays empty, below them all. `place` names a field
    /// of placeTyped(), "name", "phone" or "email"; empty: an error of another kind.
    static QString mistake(const QString &place, bool twice);
    static QString language(const QString &code); ///< "Spanish"; what is no code of ours comes back

private:
    static QString line(const DetailChange &change);
    static QString shown(const DetailChange &change, const QString &value);
};

} // namespace updesk
