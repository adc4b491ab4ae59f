// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace updesk
{

/// The sentences of the tray of what could not be read.
class QuarantineWords
{
    Q_DECLARE_TR_FUNCTIONS(QuarantineWords)
public:
    /// Why it could not be read, in words, for every code of the importer; an unknown code is named.
    static QString reason(const QString &code);
    static QString from(const QuarantineRow &row); ///< the sender, or that it was a file
    static QString subject(const QuarantineRow &row); ///< the subject, or the file's name
    static QString spotted(const QuarantineRow &row, const QString &region); ///< e-mails and phones; may be empty
    static QString when(Time at, Time now, const QTimeZone &zone);
    /// The row as one sentence, for a screen reader.
    static QString sentence(const QuarantineRow &row, const QString &when, const QString &region);
};

} // namespace updesk
