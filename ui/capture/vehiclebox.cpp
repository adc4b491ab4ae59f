// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/vehiclebox.h"

#include "ui/parts/icons.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>
#include <QKeyEvent>
#include <QScrollBar>

namespace updesk
{
namespace
{

constexpr int kOffered = 6;
constexpr int kMostTyped = 120;

template <class Vehicle>
QString named(const Vehicle &vehicle)
{
    const QString year = vehicle.year > 0 ? QString::number(vehicle.year) : QString();
    return QStringList{year, vehicle.make, vehicle.model, vehicle.trim}.join(u' ').simplified();
}

} // namespace

QString VehicleBox::words(const StockRow &row)
{
    const QString name = named(row);
    return row.stock.isEmpty() ? name : QString(name + QStringLiteral(" #") + row.stock);
}

VehicleBox::VehicleBox(QWidget *parent) : QLineEdit(parent)
{
    setMaxLength(kMostTyped);
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_taken.reset();
        search();
    });
}

void VehicleBox::setStock(std::vector<StockRow> rows) { m_stock = std::move(rows); }

std::optional<VehicleDraft> VehicleBox::vehicle() const
{
    if (m_taken)
        return draftOf(*m_taken);
    const QString typed = text().simplified();
    if (typed.isEmpty())
        return {};
    return vehicleTyped(typed, m_stock);
}

void VehicleBox::setTyped(const QString &typed, UnitId unit)
{
    m_taken.reset();
    for (const StockRow &row : m_stock) {
        if (!unit.isNull() && row.id == unit)
            m_taken = row;
    }
    setText(typed);
    m_offered.clear();
}

void VehicleBox::setVehicle(const VehicleDraft &vehicle)
{
    setTyped(named(vehicle), {});
    for (const StockRow &row : m_stock) {
        if (!vehicle.stock.isEmpty() && row.stock.compare(vehicle.stock, Qt::CaseInsensitive) == 0) {
            m_taken = row;
            setText(words(row));
        }
    }
}

QSize VehicleBox::sizeHint() const
{
    QSize size = QLineEdit::sizeHint();
    size.setHeight(std::max(size.height(), scaled(kControlHeight)));
    return size;
}

void VehicleBox::search()
{
    m_offered = findStock(m_stock, text(), kOffered);
    if (m_offered.size() > 1)
        openList();
    else
        closeList();
    setAccessibleDescription(
        m_offered.empty() ? QString() : tr("First in stock: %1. Enter takes it.").arg(words(m_offered.front())));
    update();
}

void VehicleBox::take(int index)
{
    if (index < 0 || index >= int(m_offered.size()))
        return;
    m_taken = m_offered[size_t(index)];
    m_offered.clear();
    closeList();
    setText(words(*m_taken));
    setAccessibleDescription(tr("In stock"));
    Q_EMIT taken();
}

void VehicleBox::openList()
{
    if (!m_list) {
        m_list = new QListWidget(window());
        m_list->setObjectName(QStringLiteral("quickadd.vehicles"));
        m_list->setAccessibleName(tr("Vehicles in stock"));
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setUniformItemSizes(true);
        m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        connect(m_list, &QListWidget::clicked, this, [this](const QModelIndex &at) { take(at.row()); });
        connect(this, &QObject::destroyed, m_list, &QObject::deleteLater);
    }
    m_list->clear();
    for (const StockRow &row : m_offered) {
        auto *item = new QListWidgetItem(words(row), m_list);
        item->setSizeHint({0, scaled(kBarControlHeight)});
    }
    m_list->setCurrentRow(0);
    const int frame = 2 * m_list->frameWidth();
    const QPoint at = mapTo(window(), QPoint(0, height() + 4));
    m_list->setGeometry(QRect(at, QSize(width(), int(m_offered.size()) * scaled(kBarControlHeight) + frame)));
    m_list->show();
    m_list->raise();
}

void VehicleBox::closeList()
{
    if (m_list)
        m_list->hide();
}

void VehicleBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take(listIsOpen() ? m_list->currentRow() : 0);
        event->accept();
        return;
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!listIsOpen()) {
            m_offered = text().trimmed().isEmpty() || m_taken ? std::vector<StockRow>(
                            m_stock.begin(), m_stock.begin() + std::min<qsizetype>(kOffered, qsizetype(m_stock.size())))
                                                              : findStock(m_stock, text(), kOffered);
            if (!m_offered.empty())
                openList();
        } else {
            const int step = event->key() == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
        }
        event->accept();
        return;
    case Qt::Key_Escape:
        if (listIsOpen()) {
            closeList();
            event->accept();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void VehicleBox::focusOutEvent(QFocusEvent *event)
{
    closeList();
    QLineEdit::focusOutEvent(event);
}

void VehicleBox::mousePressEvent(QMouseEvent *event)
{
    QLineEdit::mousePressEvent(event);
    if (event->pos().x() < width() - scaled(kControlHeight))
        return;
    if (listIsOpen()) {
        closeList();
    } else {
        QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
        keyPressEvent(&down);
    }
}

void VehicleBox::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QRect mark(width() - scaled(kControlHeight), 0, scaled(kControlHeight), height());
    drawIcon(painter, mark, Icon::Chevron, colour(Colour::Text2), scaled(16));
    if (!hasFocus() || m_taken || m_offered.empty() || cursorPosition() != text().size())
        return;
    QRect box = rect();
    box.setLeft(cursorRect().right() + kSpace8);
    box.setRight(mark.left());
    if (box.width() > scaled(48))
        drawText(painter, box, tr("%1, in stock").arg(words(m_offered.front())), Type::Body, colour(Colour::Hint));
}

} // namespace updesk
