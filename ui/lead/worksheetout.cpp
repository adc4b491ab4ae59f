// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/worksheetout.h"

#include "ui/lead/worksheetprint.h"
#include "ui/parts/ask.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSaveFile>
#include <QStandardPaths>

namespace updesk
{

namespace
{

constexpr char kByteOrderMark[] = "\xef\xbb\xbf"; // without it, spreadsheets take UTF-8 for the local code page
constexpr int kPdfDots = 300; // an inch

QLatin1String ending(WorksheetOut::Form form)
{
    switch (form) {
    case WorksheetOut::Form::Csv:
        return QLatin1String(".csv");
    case WorksheetOut::Form::Json:
        return QLatin1String(".json");
    case WorksheetOut::Form::Pdf:
        break;
    }
    return QLatin1String(".pdf");
}

std::optional<QByteArray> pdf(const Worksheet &sheet)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly))
        return std::nullopt;
    const WorksheetPrint pages(sheet);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kPdfDots);
        writer.setPageSize(WorksheetPrint::paper(sheet));
        writer.setTitle(pages.title());
        if (!pages.print(writer))
            return std::nullopt;
    }
    return bytes;
}

QString folder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return documents.isEmpty() ? QDir::homePath() : documents;
}

} // namespace

WorksheetOut::WorksheetOut(QWidget &over)
    : m_over(over), m_pick([this](const QString &title, const QString &offered, const QString &kind) {
          // We ask before a file is replaced, also where an ending was added to what was typed.
          return QFileDialog::getSaveFileName(
              &m_over, title, offered, kind, nullptr, QFileDialog::DontConfirmOverwrite);
      })
{
}

QString WorksheetOut::offeredName(const Worksheet &sheet, Form form)
{
    QString who;
    for (const QChar c : sheet.customer.simplified().section(u' ', -1)) {
        if (c.isLetterOrNumber())
            who += c;
    }
    const QTimeZone zone(sheet.zone);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(sheet.at, zone.isValid() ? zone : QTimeZone::utc());
    const QString day = at.date().toString(Qt::ISODate);
    return QStringList{QStringLiteral("pencil"), who.isEmpty() ? QStringLiteral("lead") : who, day}.join(u'-')
        + ending(form);
}

std::optional<QByteArray> WorksheetOut::bytes(const Worksheet &sheet, Form form)
{
    switch (form) {
    case Form::Csv:
        return kByteOrderMark + worksheetCsv(sheet);
    case Form::Json:
        return QJsonDocument(worksheetJson(sheet)).toJson();
    case Form::Pdf:
        break;
    }
    return pdf(sheet);
}

QString WorksheetOut::printOn(QPrinter &printer, const Worksheet &sheet)
{
    return WorksheetPrint(sheet).print(printer)
        ? QString()
        : tr("The worksheet could not be printed. Nothing was lost. Choose another printer or save it to a file.");
}

void WorksheetOut::print(const Worksheet &sheet, std::function<void(const QString &)> told)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(WorksheetPrint(sheet).title());
    printer->setPageSize(WorksheetPrint::paper(sheet));
    auto *dialog = new QPrintDialog(printer.get(), m_over.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), &m_over, [printer, sheet, told = std::move(told)] {
            if (const QString words = printOn(*printer, sheet); !words.isEmpty())
                told(words);
        });
    QObject::connect(dialog, &QObject::destroyed, &m_over, [printer] {}); // it uses the printer to its end
    dialog->open();
}

QString WorksheetOut::save(const Worksheet &sheet, Form form)
{
    const QString kind = form == Form::Pdf ? tr("Pages (*.pdf)")
        : form == Form::Csv                ? tr("Tables (*.csv)")
                                           : tr("JSON files (*.json)");
    QString path = m_pick(tr("Save the worksheet"), QDir(folder()).filePath(offeredName(sheet, form)), kind);
    if (path.isEmpty())
        return {};
    if (!path.endsWith(ending(form), Qt::CaseInsensitive))
        path += ending(form);
    const QString name = QFileInfo(path).fileName();
    if (QFileInfo::exists(path)
        && ask(&m_over, {tr("Replace %1?").arg(name), tr("A file of that name is there already."), {tr("Replace it")}})
            != 0)
        return tr("Nothing was written. %1 stays as it was.").arg(name);
    const auto content = bytes(sheet, form);
    if (!content)
        return tr("The pages could not be made. Nothing was written. Try again.");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*content) != content->size() || !file.commit())
        //: %1: name of a file, %2: the system's reason
        return tr("%1 could not be written: %2. Nothing was changed there. Choose another folder.")
            .arg(name, file.errorString());
    return tr("Saved as %1.").arg(QDir::toNativeSeparators(path));
}

} // namespace updesk
