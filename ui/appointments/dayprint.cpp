// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/dayprint.h"

#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QLocale>
#include <QPainter>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>

namespace updesk
{

namespace
{

constexpr int kInch = 96;
constexpr std::array kColumns{BoardModel::When, BoardModel::Customer, BoardModel::Vehicle, BoardModel::With,
    BoardModel::State, BoardModel::Call24};
constexpr std::array<int, kColumns.size()> kShares{13, 22, 24, 13, 15, 13}; // of a hundred

// Paper is white, whatever the window is.
QColor ink(Colour role) { return Theme::light()[role]; }

int headHeight() { return scaled(72); }
int rowHeight() { return scaled(28); }
int footHeight() { return scaled(28); }

QRect cellOf(const QRect &row, std::size_t column)
{
    int left = 0;
    for (std::size_t i = 0; i < column; ++i)
        left += row.width() * kShares[i] / 100;
    return {row.x() + left, row.y(), row.width() * kShares[column] / 100 - scaled(kSpace8), row.height()};
}

} // namespace

int DayPrint::rowsOn(const QSize &page) const
{
    return std::max(1, (page.height() - headHeight() - footHeight()) / rowHeight() - 1); // one for the heads
}

int DayPrint::pages(const QSize &page) const
{
    const int rows = rowsOn(page);
    return std::max(1, (m_model.rowCount() + rows - 1) / rows);
}

void DayPrint::paintHead(QPainter &painter, int width) const
{
    const Rulebook *rules = m_model.words().rules();
    const QString store = rules ? rules->dealership.name : QString();
    const QRect top(0, 0, width, scaled(28));
    drawText(painter, top, tr("Appointments, %1").arg(m_model.heading()), Type::Title, ink(Colour::Text));
    drawText(painter, top, store, Type::Body, ink(Colour::Text2), Qt::AlignRight | Qt::AlignVCenter);
    const BoardCounts &counts = m_model.counts();
    const QLocale locale;
    drawText(painter, top.translated(0, scaled(28)),
        tr("Set %1, confirmed %2, shown %3, missed %4, sold %5")
            .arg(locale.toString(counts.set), locale.toString(counts.confirmed), locale.toString(counts.shown),
                locale.toString(counts.missed), locale.toString(counts.sold)),
        Type::Body, ink(Colour::Text2));
    const QRect heads(0, headHeight(), width, rowHeight());
    for (std::size_t i = 0; i < kColumns.size(); ++i)
        drawText(painter, cellOf(heads, i), m_model.headerData(kColumns[i], Qt::Horizontal).toString(),
            Type::CaptionStrong, ink(Colour::Text2));
    painter.fillRect(QRect(0, heads.bottom(), width, 1), ink(Colour::Text));
}

void DayPrint::paintRow(QPainter &painter, const QRect &row, int index) const
{
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        QString text = m_model.index(index, kColumns[i]).data().toString();
        if (kColumns[i] == BoardModel::Vehicle)
            text =
                QStringList{text, m_model.index(index, 0).data(BoardModel::StockRole).toString()}.join(u' ').trimmed();
        const Type type = kColumns[i] == BoardModel::When ? Type::BodyStrong : Type::Body;
        drawText(painter, cellOf(row, i), text, type, ink(Colour::Text));
    }
    painter.fillRect(QRect(row.x(), row.bottom(), row.width(), 1), ink(Colour::Divider));
}

void DayPrint::paint(QPainter &painter, const QSize &page, int number) const
{
    paintHead(painter, page.width());
    const int rows = rowsOn(page);
    QRect row(0, headHeight() + rowHeight(), page.width(), rowHeight());
    for (int i = (number - 1) * rows; i < std::min(number * rows, m_model.rowCount()); ++i) {
        paintRow(painter, row, i);
        row.translate(0, rowHeight());
    }
    if (m_model.rowCount() == 0)
        drawText(painter, row, tr("Nothing on %1.").arg(m_model.heading()), Type::Body, ink(Colour::Text2));
    drawText(painter, QRect(0, page.height() - footHeight(), page.width(), footHeight()),
        tr("Page %1 of %2").arg(number).arg(pages(page)), Type::Caption, ink(Colour::Text2),
        Qt::AlignRight | Qt::AlignVCenter);
}

bool DayPrint::print(QPagedPaintDevice &device) const
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const double scale = double(device.logicalDpiX()) / kInch;
    painter.scale(scale, scale);
    const QSize page(int(device.width() / scale), int(device.height() / scale));
    for (int number = 1; number <= pages(page); ++number) {
        if (number > 1 && !device.newPage())
            return false;
        paint(painter, page, number);
    }
    return painter.end();
}

void DayPrint::ask(const BoardModel &model, QWidget *window, std::function<void()> failed)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Appointments, %1").arg(model.heading()));
    auto *dialog = new QPrintDialog(printer.get(), window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), window,
        [printer, board = QPointer<const BoardModel>(&model), failed = std::move(failed)] {
            if (board && !DayPrint(*board).print(*printer))
                failed();
        });
    QObject::connect(dialog, &QObject::destroyed, window, [printer] {}); // it uses the printer to its end
    dialog->open();
}

} // namespace updesk
