// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/paint.h"
#include "ui/parts/theme.h"

#include <QWidget>

namespace updesk
{

/// A part of a screen with its own ground and a line at its top or left.
class Plane final : public QWidget
{
    Q_OBJECT
public:
    enum class Line : quint8 { None, Top, Bottom, Left };
    Plane(Colour ground, Line line, QWidget *parent = nullptr) : QWidget(parent), m_ground(ground), m_line(line) { }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Colour m_ground;
    Line m_line;
};

/// A few words in a small box.
class TagLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit TagLabel(TagTone tone, QWidget *parent = nullptr);
    void setWords(const QString &words); ///< empty: hidden
    QString words() const { return m_words; }
    QSize sizeHint() const override { return tagSize(m_words); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TagTone m_tone;
    QString m_words;
};

} // namespace updesk
