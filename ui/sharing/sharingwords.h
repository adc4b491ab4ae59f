// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/setback.h"
#include "core/sync/waitingrows.h"
#include "ui/parts/deskwords.h"
#include "ui/sharing/fieldwords.h"

#include <QStringList>

namespace updesk
{

/// One row of the list of what waits or was not taken, in words.
struct SharingLine {
    QString when; ///< when it was done
    QString head; ///< "New lead: Sam Okafor"
    QString second; ///< whose, or what stands
    QString third; ///< why it waits, or what does not stand
};

/// The sentences of that list.
class SharingWords
{
    Q_DECLARE_TR_FUNCTIONS(SharingWords)
public:
    SharingWords() = default;
    explicit SharingWords(std::shared_ptr<const Rulebook> rules) : m_words(std::move(rules)) { }
    SharingLine waiting(const WaitingDeed &deed, const QStringList &customers, Time now) const;
    /// `all`: what was refused of one row at once; of the other kinds one.
    /// `names`: who stands behind the ids that two values are.
    SharingLine setback(
        const std::vector<Setback> &all, const QString &customer, Time now, const FieldWords::Names &names = {}) const;
    static QString deed(const QByteArray &verb);
    static QString reason(const QString &why); ///< why the server refused
    /// The code in that alone: what the server said beside it may quote what somebody keyed. Empty: there is none.
    static QString code(const QString &why);
    static QString sentence(const SharingLine &line); ///< for a screen reader

private:
    QString why(const WaitingDeed &deed) const;
    QString who(PersonId person) const;
    DeskWords m_words;
};

} // namespace updesk
