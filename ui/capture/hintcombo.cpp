// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/hintcombo.h"

#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QStylePainter>
#include <QWheelEvent>

namespace updesk
{

HintCombo::HintCombo(QWidget *parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
}

void HintCombo::setHint(int index, const QString &words)
{
    setItemData(index, words, HintRole);
    setItemData(index, words.isEmpty() ? itemText(index) : itemText(index) + QStringLiteral(", ") + words,
        Qt::AccessibleTextRole);
    update();
}

void HintCombo::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QString words = option.currentText;
    option.currentText.clear();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    QRect box = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const QString hint = currentData(HintRole).toString();
    const Colour ink = isEnabled() ? Colour::Text : Colour::Hint;
    const int taken = drawText(painter, box, words, Type::Body, colour(ink));
    box.setLeft(box.left() + taken + kSpace8);
    if (!hint.isEmpty() && box.width() > 0)
        drawText(painter, box, hint, Type::Body, colour(Colour::Hint));
}

// Scrolling the form must not change a choice under the pointer.
void HintCombo::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace updesk
