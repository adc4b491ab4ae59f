// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/type.h"

#include "ui/parts/textpaint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace updesk
{
namespace
{

struct Step {
    int pixels;
    QFont::Weight weight;
};

constexpr Step stepOf(Type type)
{
    switch (type) {
    case Type::Caption:
        return {11, QFont::Normal};
    case Type::CaptionMedium:
        return {11, QFont::Medium};
    case Type::CaptionStrong:
        return {11, QFont::DemiBold};
    case Type::Body:
        break;
    case Type::BodyMedium:
        return {13, QFont::Medium};
    case Type::BodyStrong:
        return {13, QFont::DemiBold};
    case Type::BodyBold:
        return {13, QFont::Bold};
    case Type::SectionPlain:
        return {15, QFont::Normal};
    case Type::Section:
        return {15, QFont::DemiBold};
    case Type::Title:
        return {18, QFont::DemiBold};
    case Type::Figure:
        return {24, QFont::DemiBold};
    case Type::Dial:
        return {32, QFont::DemiBold};
    }
    return {13, QFont::Normal};
}

} // namespace

QFont font(Type type)
{
    const Step step = stepOf(type);
    QFont out(QStringList{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans")});
    out.setPixelSize(int(std::lround(step.pixels * textSize() / 100.0)));
    out.setWeight(step.weight);
    out.setHintingPreference(QFont::PreferNoHinting);
    return out;
}

int textWidth(const QString &text, Type type)
{
    return int(std::ceil(QFontMetricsF(font(type)).horizontalAdvance(text)));
}

int lineHeight(Type type) { return int(std::ceil(QFontMetricsF(font(type)).height())); }

TextLabel::TextLabel(const QString &text, Type type, Colour colour, QWidget *parent)
    : QLabel(text, parent), m_type(type), m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    refresh();
    connect(themeChanges(), &ThemeChanges::changed, this, &TextLabel::refresh);
}

void TextLabel::setType(Type type)
{
    if (m_type == type)
        return;
    m_type = type;
    refresh();
}

void TextLabel::setColour(Colour colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    refresh();
}

void TextLabel::setEqualDigits()
{
    m_equalDigits = true;
    updateGeometry();
}

QSize TextLabel::sizeHint() const
{
    return m_equalDigits ? QSize(digitsWidth(text(), m_type), lineHeight(m_type)) : QLabel::sizeHint();
}

QSize TextLabel::minimumSizeHint() const
{
    if (m_elides)
        return {0, QLabel::minimumSizeHint().height()};
    return m_equalDigits ? sizeHint() : QLabel::minimumSizeHint();
}

void TextLabel::setElides(bool ownTip)
{
    m_ownTip = ownTip;
    m_elides = true;
    updateGeometry();
}

void TextLabel::setMarkable() { m_markable = true; }

void TextLabel::enterEvent(QEnterEvent *event)
{
    if (m_markable && !(textInteractionFlags() & Qt::TextSelectableByMouse))
        setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel::enterEvent(event);
}

void TextLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elides && !m_ownTip)
        setToolTip(textWidth(text(), m_type) > width() ? text() : QString());
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    if (!m_equalDigits && !m_elides)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    if (m_equalDigits)
        drawDigits(painter, rect(), text(), m_type, theme()[m_colour], alignment());
    else
        drawText(painter, rect(), text(), m_type, theme()[m_colour], alignment());
}

void TextLabel::refresh()
{
    setFont(updesk::font(m_type));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, theme()[m_colour]);
    own.setColor(QPalette::Text, theme()[m_colour]);
    setPalette(own);
}

TextLabel *wrappedLabel(const char *name, Type type, Colour colour)
{
    auto *label = new TextLabel(QString(), type, colour);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace updesk
