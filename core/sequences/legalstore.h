// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/legalrules.h"
#include "core/store/database.h"

namespace updesk
{

/// The store's setting that holds a dealer's own copy of the rules.
inline constexpr char kLegalRulesSetting[] = "legal_rules";

/// The rules in force: the dealer's own copy once its date has come, else of the dated files, installed or built in,
/// the newest whose date has come; before any the oldest. Read once and kept until the settings or the date change.
/// Damaged, subject setting.legal_rules: the own copy cannot be read.
Result<std::shared_ptr<const LegalRules>> legalRules(Database &database);

/// The text of the rules in force, as it may be changed and put in as the dealer's own. Errors as legalRules(); Failed,
/// with the file: it is gone.
Result<QByteArray> legalRulesText(Database &database);

/// From when the dealer's own copy holds, which may be a day to come; invalid: there is none.
Result<QDate> ownRulesDated(Database &database);

/// The shipped rules as of a day; for programs and tests without a store. Failed: none can be read.
Result<LegalRules> shippedRules(const QDate &day);

/// Folders in which dated files are looked for, in order; a file of a name counts where it is found first.
QStringList ruleFolders();

} // namespace updesk
