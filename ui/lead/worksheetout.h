// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/worksheet.h"

#include <QCoreApplication>

#include <functional>

class QPrinter;
class QWidget;

namespace updesk
{

/// Puts a worksheet on paper or into a file. A file that is there is replaced only when that was asked, and in one
/// piece.
class WorksheetOut
{
    Q_DECLARE_TR_FUNCTIONS(WorksheetOut)
public:
    enum class Form : quint8 { Pdf, Csv, Json };
    /// Asks where a file goes: title, the path that is offered, what kind; empty: nowhere.
    using Pick = std::function<QString(const QString &title, const QString &offered, const QString &kind)>;

    /// Asks over `over`, which outlives this.
    explicit WorksheetOut(QWidget &over);
    void setPick(Pick pick) { m_pick = std::move(pick); } ///< for tests

    /// Asks for a printer, then prints; `told` gets words when that failed.
    void print(const Worksheet &sheet, std::function<void(const QString &words)> told);
    /// On this printer; words when that failed, else empty.
    static QString printOn(QPrinter &printer, const Worksheet &sheet);
    /// Asks where to, then writes; what came of it in words, empty when the person left it.
    QString save(const Worksheet &sheet, Form form);

    /// "pencil-Lopez-2026-03-12.pdf": what is offered as a name.
    static QString offeredName(const Worksheet &sheet, Form form);
    /// The bytes of the file; nothing: the pages could not be painted.
    static std::optional<QByteArray> bytes(const Worksheet &sheet, Form form);

private:
    QWidget &m_over;
    Pick m_pick;
};

} // namespace updesk
