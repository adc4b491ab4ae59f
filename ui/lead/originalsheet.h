// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/timelinerows.h"
#include "ui/parts/sheetdialog.h"

class QPlainTextEdit;

namespace updesk
{

/// A document as it came, over the window: plain text only, part by part, so that size and content do no harm.
class OriginalSheet final : public SheetDialog
{
    Q_OBJECT
public:
    explicit OriginalSheet(QWidget *window);
    /// Shows the document; `arrived` in words of the region.
    void show(const OriginalText &original, const QString &arrived);
    QString text() const; ///< of the part shown

private:
    void showPart(int part);
    QString m_document;
    qsizetype m_bytes = 0;
    int m_part = 0;
    QPlainTextEdit *m_text;
    Button *m_back, *m_forward;
    TextLabel *m_where;
};

} // namespace updesk
