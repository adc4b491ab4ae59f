// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/scriptmodel.h"
#include "ui/lead/sidepanel.h"
#include "ui/parts/button.h"

class QComboBox;
class QKeyEvent;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace updesk
{

/// Beside the lead: what to say in this call, step by step, with room for the answers; what to say against objections,
/// and how we work (ui.md 4). It stands at the side of the lead and covers nothing of it.
class ScriptPanel final : public SidePanel
{
    Q_OBJECT
public:
    /// `lead` is what it stands beside in one row; their parent's width decides whether there is room for both.
    ScriptPanel(Session &session, QWidget *lead, QWidget *parent);

    ScriptModel *model() const { return m_model; }
    void setLead(LeadId lead); ///< hides; its script is read when it is shown
    void openForCall(); ///< shows it, where it leaves the lead its room and nobody has hidden it
    void toggle(); ///< F9: shows it, whatever the room, or hides it until it is asked for again
    /// F9, Alt+Up and Alt+Down; false: not a key of its own.
    bool takeKey(const QKeyEvent &event);

Q_SIGNALS:
    void failed(const updesk::Error &error); ///< the script could not be read
    void left(); ///< Esc in a field, or it was hidden while it had the focus

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void rebuild();
    QWidget *makeStep(int number);
    QPlainTextEdit *makeNote(int number);
    void fillFoot();
    void showCard(const Script &script);
    void showSteps();
    void focusStep();
    bool prepare();
    void hideAway();

    ScriptModel *m_model;
    QWidget *m_lead;
    LeadId m_for;
    QComboBox *m_call, *m_language;
    Button *m_close;
    QStackedWidget *m_pages;
    QScrollArea *m_scroll, *m_cardScroll;
    QVBoxLayout *m_steps = nullptr;
    TextLabel *m_cardTitle = nullptr, *m_cardText = nullptr;
    Button *m_back = nullptr;
    QWidget *m_answers = nullptr;
    bool m_hidden = false; ///< by hand
    bool m_filling = false;
};

} // namespace updesk
