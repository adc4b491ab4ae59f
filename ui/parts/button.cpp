// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/button.h"

#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace updesk
{
namespace
{

/// The words without their mnemonic mark, and where its letter is; -1: there is none.
struct Words {
    QString plain;
    int letter = -1;
};

Words wordsOf(const QString &text)
{
    Words words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && i + 1 < text.size()) {
            ++i;
            if (text[i] != QLatin1Char('&') && words.letter < 0)
                words.letter = int(words.plain.size());
        }
        words.plain += text[i];
    }
    return words;
}

QString plain(const QString &text) { return wordsOf(text).plain; }

} // namespace

Button::Button(const QString &text, ButtonKind kind, QWidget *parent) : QPushButton(text, parent), m_kind(kind)
{
    watchTheme();
}

Button::Button(Icon icon, const QString &name, QWidget *parent)
    : QPushButton(parent), m_kind(ButtonKind::IconOnly), m_icon(icon)
{
    setWords(name);
    watchTheme();
}

void Button::watchTheme()
{
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(letterKeys(), &LetterKeys::changed, this, [this] {
        if (m_letter || isLetterKey(m_keys))
            showKeys(m_letter ? letterKeys()->keys(*m_letter) : m_keys);
    });
}

void Button::setMark(Icon icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Button::setKind(ButtonKind kind)
{
    if (m_kind == kind)
        return;
    m_kind = kind;
    updateGeometry();
    update();
}

void Button::setKeys(const QKeySequence &keys)
{
    m_letter.reset();
    showKeys(keys);
}

void Button::setLetter(Letter letter)
{
    m_letter = letter;
    showKeys(letterKeys()->keys(letter));
}

void Button::showKeys(const QKeySequence &keys)
{
    m_keys = keys;
    setToolTip(tipWithKey(m_kind == ButtonKind::IconOnly ? accessibleName() : plain(text()), keys));
    updateGeometry();
    update();
}

void Button::setInBar()
{
    m_inBar = true;
    updateGeometry();
}

void Button::setIconAlone(bool alone)
{
    if (m_alone == alone)
        return;
    m_alone = alone;
    updateGeometry();
    update();
}

void Button::setWords(const QString &name)
{
    setAccessibleName(name);
    setToolTip(tipWithKey(name, m_keys));
}

Type Button::type() const
{
    const bool strong = m_kind == ButtonKind::Primary || m_kind == ButtonKind::Accent || m_kind == ButtonKind::Reversed;
    return strong ? Type::BodyStrong : Type::BodyMedium;
}

QString Button::keys() const { return m_kind == ButtonKind::IconOnly || m_alone ? QString() : keyText(m_keys); }

QSize Button::sizeHint() const
{
    if (m_kind == ButtonKind::IconOnly)
        return {scaled(kBarControlHeight), scaled(kBarControlHeight)};
    const int pad =
        m_kind == ButtonKind::Link || m_kind == ButtonKind::Reversed ? kSpace4 : 1 + scaled(m_inBar ? 8 : 12);
    int width = 2 * pad + (m_alone ? 0 : textWidth(plain(text()), type()));
    if (m_icon)
        width += scaled(m_alone ? 16 : 16 + 8);
    if (!keys().isEmpty())
        width += scaled(8) + keycapSize(keys()).width();
    const int height =
        m_kind == ButtonKind::Link || m_kind == ButtonKind::Reversed || m_inBar ? kBarControlHeight : kControlHeight;
    return {width, scaled(height)};
}

Button::Dress Button::dress() const
{
    const QColor none;
    const bool over = underMouse() && isEnabled();
    const QColor hover = over ? colour(Colour::Hover) : none;
    if (!isEnabled()) {
        const bool boxed = m_kind == ButtonKind::Plain || m_kind == ButtonKind::Primary || m_kind == ButtonKind::Accent;
        return {none, boxed ? colour(Colour::Divider) : none,
            colour(m_kind == ButtonKind::IconOnly ? Colour::Divider : Colour::Hint)};
    }
    const QColor pressed = isDown() || isChecked() ? colour(Colour::Selection) : hover;
    switch (m_kind) {
    case ButtonKind::Primary: {
        const QColor fill = colour(Colour::Accent);
        return {isDown() ? mixed(fill, colour(Colour::Text), 0.2)
                : over   ? mixed(fill, colour(Colour::Text), 0.1)
                         : fill,
            none, colour(Colour::OnAccent)};
    }
    case ButtonKind::Accent:
        return {pressed.isValid() ? pressed : colour(Colour::Base), colour(Colour::Accent), colour(Colour::Accent)};
    case ButtonKind::Link:
        return {pressed, none, colour(Colour::Accent)};
    case ButtonKind::Reversed:
        return {none, none, colour(Colour::Base)};
    case ButtonKind::IconOnly:
        return {pressed, none, colour(Colour::Text2)};
    case ButtonKind::Plain:
        break;
    }
    return {pressed.isValid() ? pressed : colour(Colour::Base), colour(Colour::Line),
        theme().ink(Colour::Text, isDown() || isChecked())};
}

// Whatever has the focus takes the key; no form has a default button beside it.
void Button::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || event->modifiers() & ~Qt::KeypadModifier)
        return QPushButton::keyPressEvent(event);
    event->accept();
    if (!event->isAutoRepeat())
        click();
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Dress look = dress();
    paintBox(painter, rect(), look.fill, look.line, 1, kRadius);
    const int side = scaled(m_kind != ButtonKind::IconOnly ? 16 : m_inBar ? 14 : 18);
    if (m_kind == ButtonKind::IconOnly)
        return drawIcon(painter, rect(), *m_icon, look.ink, side);
    if (m_alone)
        return drawIcon(painter, rect(), *m_icon, look.ink, side);
    const auto [words, letter] = wordsOf(text());
    const int wordsWide = textWidth(words, type());
    const QSize cap = keys().isEmpty() ? QSize() : keycapSize(keys());
    const int all = (m_icon ? side + scaled(8) : 0) + wordsWide + (cap.isValid() ? scaled(8) + cap.width() : 0);
    const bool leading = property("leading").toBool();
    int x = leading ? scaled(12) : (width() - all) / 2;
    if (m_icon) {
        drawIcon(painter, QRect(x, 0, side, height()), *m_icon, look.ink, side);
        x += side + scaled(8);
    }
    const QRect box(x, 0, std::min(wordsWide, width() - x), height());
    drawText(painter, box, words, type(), look.ink);
    drawMnemonic(painter, box, words, letter, type(), look.ink);
    if (m_kind == ButtonKind::Reversed)
        painter.fillRect(x, (height() + lineHeight(type())) / 2 - 2, wordsWide, 1, look.ink);
    x += wordsWide + scaled(8);
    if (!cap.isValid())
        return;
    const QRect key(QPoint(x, (height() - cap.height()) / 2), cap);
    if (m_kind == ButtonKind::Reversed) {
        paintBox(painter, key, QColor(), look.ink, 1, 3);
        drawText(painter, key, keys(), Type::CaptionMedium, look.ink, Qt::AlignCenter);
    } else {
        paintKeycap(painter, key, keys(),
            m_kind == ButtonKind::Primary && isEnabled() ? KeycapTone::OnAccent : KeycapTone::Plain);
    }
}

} // namespace updesk
