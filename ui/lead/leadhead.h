// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadmodel.h"
#include "ui/parts/type.h"

#include <QAbstractButton>
#include <QWidget>

namespace updesk
{

/// The tier chip as a button: hover or Space opens the reasons of the score.
class TierChip final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit TierChip(QWidget *parent = nullptr);
    void setScore(int score);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void pointerCame();
    void pointerWent();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int m_score = 0;
};

/// A response clock on its own, as large as in the list.
class ClockBox final : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setLook(const ClockLook &look, const QString &spoken);
    QString text() const { return m_look.text; }
    QSize sizeHint() const override { return clockSize(m_look); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ClockLook m_look;
};

/// A small word in a box, such as "Asked again".
class TagMark final : public QWidget
{
    Q_OBJECT
public:
    explicit TagMark(int tone, QWidget *parent = nullptr); ///< TagTone
    void setWords(const QString &words); ///< empty: hidden
    QString words() const { return accessibleName(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_tone;
};

/// Who it is and how it stands: name, grade, score, what is special, the clock.
class LeadHead final : public QWidget
{
    Q_OBJECT
public:
    explicit LeadHead(LeadModel &model, QWidget *parent = nullptr);
    /// Writes clock and age anew; once a second.
    void tick();
    /// Opens the reasons of the score; by keys they take the focus's Tab.
    void showReasons(PopoverWay way);

private:
    void refresh();
    void fitName();
    LeadModel &m_model;
    TextLabel *m_name;
    class GradeMark *m_grade;
    TagMark *m_missing; ///< what fails the lead test (F13)
    TierChip *m_chip;
    TagMark *m_age, *m_again, *m_stop, *m_closed;
    TextLabel *m_clockTitle;
    ClockBox *m_clock;
    QPointer<Popover> m_popover;
};

} // namespace updesk
