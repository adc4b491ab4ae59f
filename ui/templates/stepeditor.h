// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/scriptcheck.h"
#include "ui/parts/button.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QHBoxLayout;
class QLineEdit;

namespace updesk
{

class FieldBar;
class TemplateEdit;

/// One step of a call script: its title, what to say, what the answer fills, and the page that stands beside it.
class StepEditor final : public QWidget
{
    Q_OBJECT
public:
    StepEditor(int number, FieldBar &fields, QWidget *parent = nullptr); ///< `number` from 0
    void set(const CallStep &step, const std::vector<Script> &pages, const std::vector<TemplateFinding> &findings);
    void setReadOnly(bool readOnly);
    QLineEdit *title() const { return m_title; }

Q_SIGNALS:
    void changed(const updesk::CallStep &step);
    void moveWanted(int by);
    void addWanted(); ///< behind this one
    void removeWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Act {
        Button *button;
        QKeyCombination keys;
    };
    QWidget *makeHead();
    QWidget *makeChoices();
    void act(QHBoxLayout &row, const QString &words, const char *name, Qt::Key key, std::function<void()> run);
    bool takeKey(const QKeyEvent &event);
    void showAnswers();
    void showPages(const std::vector<Script> &pages);
    void tell();
    int m_number;
    CallStep m_step;
    QLineEdit *m_title;
    TemplateEdit *m_say;
    QComboBox *m_answer, *m_page;
    std::vector<Act> m_acts;
    bool m_showing = false;
};

} // namespace updesk
