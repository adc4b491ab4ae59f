// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace updesk
{

/// Fusion with our fields, boxes, sizes and no frame of its own around what has the focus: FocusRing draws that.
class Style final : public QProxyStyle
{
    Q_OBJECT
public:
    Style();
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

/// Marks a field as wrong (2 px bad line) or right again.
void markWrong(QWidget *field, bool wrong);

} // namespace updesk
