// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/style.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextEdit>

#include <algorithm>

namespace updesk
{
namespace
{

// What cannot be changed has no line, for it is no field to type in or choose from. What is only to be read keeps its
// full ink.
void paintField(QPainter &painter, const QRect &box, const QStyleOption &option, const QWidget *widget)
{
    const bool changes = (option.state & QStyle::State_Enabled) && !(option.state & QStyle::State_ReadOnly);
    const bool wrong = widget && widget->property("wrong").toBool();
    const QColor line = wrong ? colour(Colour::Bad) : changes ? colour(Colour::Line) : QColor();
    paintBox(painter, box, colour(changes ? Colour::Base : Colour::Alt), line, wrong ? 2 : 1, kRadius);
}

void paintCheck(QPainter &painter, const QRect &box, const QStyleOption &option, bool round)
{
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor line = colour(!enabled ? Colour::Divider : on ? Colour::Accent : Colour::Line);
    const qreal radius = round ? box.height() / 2.0 : 3.0;
    paintBox(painter, box, colour(on && enabled && !round ? Colour::Accent : Colour::Base), line, 1, radius);
    if (!on)
        return;
    if (round) {
        const int inset = box.width() / 4 + 1;
        paintBox(painter, box.adjusted(inset, inset, -inset, -inset), line, {}, 1, radius);
    } else if (option.state & QStyle::State_NoChange) {
        painter.fillRect(QRect(box.x() + 3, box.center().y(), box.width() - 6, 2), colour(Colour::OnAccent));
    } else {
        drawIcon(painter, box, Icon::Tick, colour(enabled ? Colour::OnAccent : Colour::Hint), box.width() - 2);
    }
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) { }

void markWrong(QWidget *field, bool wrong)
{
    if (field->property("wrong").toBool() == wrong)
        return;
    field->setProperty("wrong", wrong);
    field->update();
}

// Boxes of several lines tell nobody but themselves that they can only be read.
static void fillAsRead(QAbstractScrollArea &box)
{
    box.viewport()->setBackgroundRole(box.property("readOnly").toBool() ? QPalette::AlternateBase : QPalette::Base);
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (!qobject_cast<QPlainTextEdit *>(widget) && !qobject_cast<QTextEdit *>(widget))
        return;
    widget->installEventFilter(this);
    fillAsRead(*static_cast<QAbstractScrollArea *>(widget));
}

bool Style::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ReadOnlyChange)
        fillAsRead(*static_cast<QAbstractScrollArea *>(watched));
    return QProxyStyle::eventFilter(watched, event);
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(*painter, option->rect, *option, widget);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
        if (widget && widget->property("readOnly").toBool() && qobject_cast<const QAbstractScrollArea *>(widget))
            return; // fillAsRead() is its whole look
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheck(*painter, option->rect, *option, false);
    case PE_IndicatorRadioButton:
        return paintCheck(*painter, option->rect, *option, true);
    case PE_FrameFocusRect: {
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (view)
            paintRowFocus(
                *painter, option->rect, {(option->state & State_Selected) != 0, false, true, view->isActiveWindow()});
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control != CC_ComboBox)
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    paintField(*painter, option->rect, *option, widget);
    const int side = scaled(14);
    const QRect arrow = visualRect(option->direction, option->rect,
        QRect(option->rect.right() - scaled(8) - side, option->rect.y(), side, option->rect.height()));
    drawIcon(
        *painter, arrow, Icon::Chevron, colour(option->state & State_Enabled ? Colour::Text2 : Colour::Hint), side);
}

void Style::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_ComboBoxLabel) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (combo && !combo->editable) {
            const QRect box = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            drawText(*painter, box, combo->currentText, Type::Body,
                colour(option->state & State_Enabled ? Colour::Text : Colour::Hint));
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        const QRect &r = option->rect;
        return visualRect(option->direction, r, r.adjusted(scaled(8), 1, -scaled(8) - scaled(14) - kSpace4, -1));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect out = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element != SE_LineEditContents || !frame || frame->lineWidth == 0)
        return out;
    // The edit adds 2 px of its own to the 8 of a field.
    const QRect &r = option->rect;
    return r.adjusted(scaled(6), 1, -scaled(6), -1);
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
    const bool inBar = widget && widget->property("bar").toBool();
    const int height = scaled(inBar ? kBarControlHeight : kControlHeight);
    switch (type) {
    case CT_LineEdit:
    case CT_SpinBox:
        out.setHeight(height);
        break;
    case CT_ComboBox:
        out = {size.width() + scaled(8) * 2 + scaled(14) + kSpace8, height};
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        out.setHeight(std::max(out.height(), scaled(24)));
        break;
    default:
        break;
    }
    return out;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return scaled(8);
    case PM_SmallIconSize:
        return scaled(16);
    case PM_ButtonIconSize:
        return scaled(16);
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return kSpace16;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return kSpace8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
        return 0;
    case SH_DitherDisabledText:
        return 0;
    case SH_Widget_Animation_Duration:
        return 0; // nothing moves
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace updesk
