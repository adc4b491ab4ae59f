// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QLabel>

#include "ui/parts/theme.h"

namespace updesk
{

/// The type scale: 11 caption, 13 body, 15 section, 18 title, 24 figure, 32 dial; Medium is 500, Strong 600, Bold 700.
enum class Type : quint8 {
    Caption,
    CaptionMedium,
    CaptionStrong,
    Body,
    BodyMedium,
    BodyStrong,
    BodyBold,
    SectionPlain,
    Section,
    Title,
    Figure,
    Dial
};

/// The font of a step at the text size in force.
QFont font(Type type);

/// The width of one line of text in a step, rounded up.
int textWidth(const QString &text, Type type);

/// The height of one line in a step.
int lineHeight(Type type);

/// A label that keeps its step and colour when theme or text size change.
class TextLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(
        const QString &text, Type type = Type::Body, Colour colour = Colour::Text, QWidget *parent = nullptr);
    void setType(Type type);
    void setColour(Colour colour);
    /// For clocks and counts that change while they are looked at: every digit as wide as the widest.
    void setEqualDigits();
    /// One line that ends in an ellipsis where there is no room; the whole text is then the tool tip, unless `ownTip`.
    void setElides(bool ownTip = false);
    /// Its text can be marked with the mouse. The document to mark in costs more than all the rest of a label, so it is
    /// made when the mouse comes.
    void setMarkable();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;

private:
    void refresh();
    Type m_type;
    Colour m_colour;
    bool m_equalDigits = false;
    bool m_elides = false, m_ownTip = false, m_markable = false;
};

/// Plain words that go on in the next line; `name`: the object's.
TextLabel *wrappedLabel(const char *name, Type type, Colour colour);

} // namespace updesk
