// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/type.h"

#include <QWidget>

class QPlainTextEdit;
class QVBoxLayout;

namespace updesk
{

enum class StepLook : quint8 { Ahead, Now, Done };

/// One step of a script: its number or a tick, its title, what to say, and the answer.
class ScriptStep final : public QWidget
{
    Q_OBJECT
public:
    ScriptStep(int number, const QString &title, const QString &say, StepLook look);
    StepLook look() const { return m_look; }
    void setEditor(QPlainTextEdit *editor, const QString &note);
    void setAnswer(const QString &words); ///< that was typed, while another step is said

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int m_number;
    StepLook m_look;
    QVBoxLayout *m_column;
};

} // namespace updesk
