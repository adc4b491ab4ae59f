// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filekept.h"

#include "core/desk/calldocument.h"
#include "core/desk/filecall.h"
#include "core/desk/filetext.h"
#include "core/desk/textdocument.h"

namespace updesk
{

static Result<std::optional<IntakeResult>> some(Result<IntakeResult> filed)
{
    return filed ? Result<std::optional<IntakeResult>>(std::move(*filed)) : filed.error();
}

Result<std::optional<IntakeResult>> fileKeptLater(
    Session &session, RowOnlyId row, const Original &original, const QByteArray &bytes)
{
    if (isText(original, bytes))
        return some(fileTextLater(session, row, original, bytes));
    if (isCall(original, bytes))
        return some(fileCallLater(session, row, original, bytes));
    return std::optional<IntakeResult>();
}

} // namespace updesk
