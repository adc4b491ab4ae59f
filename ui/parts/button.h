// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/type.h"

#include <QKeySequence>
#include <QPushButton>

#include <optional>

namespace updesk
{

/// Primary is filled, one a screen at most; Accent is outlined in accent; Link has no box; Reversed stands on a toast.
enum class ButtonKind : quint8 { Plain, Primary, Accent, Link, Reversed, IconOnly };

/// A button with an optional icon before its words and a keycap after them; 32 high, 28 in bars. Space and Enter press
/// it; the letter that does with Alt is underlined.
class Button : public QPushButton
{
    Q_OBJECT
public:
    explicit Button(const QString &text, ButtonKind kind = ButtonKind::Plain, QWidget *parent = nullptr);
    /// An icon alone, 28 by 28: `name` becomes tool tip and accessible name.
    Button(Icon icon, const QString &name, QWidget *parent = nullptr);

    void setMark(Icon icon);
    void setKind(ButtonKind kind);
    ButtonKind kind() const { return m_kind; }
    /// Shows the key and names it in the tool tip; it does not listen for it.
    void setKeys(const QKeySequence &keys);
    void setLetter(Letter letter); ///< the same of the key in force for it, whichever that becomes
    /// 28 high with less room at the sides; an icon alone gets smaller.
    void setInBar();
    /// The icon without words and key, where there is no room for them; the name stays.
    void setIconAlone(bool alone);
    /// Icon-only buttons: the words of tool tip and accessible name.
    void setWords(const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Dress {
        QColor fill, line, ink;
    };
    Dress dress() const;
    Type type() const;
    QString keys() const;
    void watchTheme();
    void showKeys(const QKeySequence &keys);
    ButtonKind m_kind;
    std::optional<Icon> m_icon;
    QKeySequence m_keys;
    std::optional<Letter> m_letter;
    bool m_inBar = false, m_alone = false;
};

} // namespace updesk
