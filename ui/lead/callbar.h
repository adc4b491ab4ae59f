// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "ui/lead/promptbar.h"

#include <array>

class QBoxLayout;
class QGridLayout;
class QVBoxLayout;

namespace updesk
{

/// The call that goes on: its timer, the seven ways it can end, and, when this desk cannot dial, the number large.
class CallBar final : public QWidget
{
    Q_OBJECT
public:
    explicit CallBar(QWidget *parent = nullptr);

    /// `number`: how the number reads; `byHand`: nothing here dialled it, so it is shown large with "Copy".
    void begin(const QString &number, bool byHand);
    void setElapsed(Time ms);
    /// "Told: 10:04" in place of the timer; empty: the timer.
    void setTold(const QString &words);
    /// The question of an outcome stands in place of the outcomes; null gives them back.
    void setQuestion(PromptBar *prompt);
    QString timerText() const { return m_timer->text(); }
    QString numberText() const;

Q_SIGNALS:
    void ended(updesk::Outcome outcome);
    void toldWanted();
    void left(); ///< back without an outcome

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    void arrange();
    TextLabel *m_title, *m_timer, *m_how;
    QWidget *m_dial;
    TextLabel *m_number;
    Button *m_copy, *m_told, *m_back;
    QWidget *m_outcomes;
    QGridLayout *m_grid;
    std::array<KeyButton *, 7> m_keys{};
    TextLabel *m_hint;
    QVBoxLayout *m_column;
    QBoxLayout *m_head = nullptr;
    int m_columns = 0;
};

} // namespace updesk
