// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/planmove.h"
#include "ui/parts/button.h"
#include "ui/parts/screen.h"

class QStackedWidget;

namespace updesk
{

class Banner;
class PlanEditor;
class PlanListModel;
class PlanModel;
class PlanTable;
struct ResultPick;
class ResultSheet;
class TrialSheet;

/// The store's sequences (ui.md 10): a list of them, and the editor of one. Saving makes a new version.
class PlanScreen final : public Screen
{
    Q_OBJECT
public:
    explicit PlanScreen(Session &session, QWidget *parent = nullptr); ///< `session` outlives it
    ~PlanScreen() override;

    void open(const QString &key); ///< into the editor; one with changes stays in front
    /// Into the editor with one that is not saved yet: a copy of `from`, or one without a step where that is empty.
    void begin(const QString &from);
    void showMoved(const PeopleMoved &moved); ///< what became of moveWanted()
    PlanModel *model() const { return m_plan; }
    PlanListModel *rows() const { return m_rows; }
    bool isEditing() const;
    /// Asks what becomes of changes that are not saved; false: they are to be gone on with.
    bool mayLeave();
    QString title() const override { return tr("Sequences"); }
    QString breadcrumb() const override;
    QWidget *focusTarget() override;
    bool goBack() override; ///< out of a field into the steps, out of the editor into the list

Q_SIGNALS:
    void leaveWanted(); ///< back to the settings
    void templateWanted(const QString &key);
    void leadWanted(updesk::LeadId lead);
    void moveWanted(const updesk::PeopleMove &move); ///< with what was just saved

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeBar();
    void connectAll();
    void connectEditor();
    void reload();
    bool mayChange() const;
    bool isListKey(const QKeyEvent &event);
    void comeIn();
    void showList();
    void refreshList();
    void refreshWords();
    void save();
    bool saved();
    void switchOn(const QString &key, bool on);
    void switchRow();
    void useShipped();
    void copyRow();
    void test();
    void showLeads(const ResultPick &pick, int count, const QString &about);
    void fail(const Error &error);

    Session &m_session;
    PlanListModel *m_rows;
    PlanModel *m_plan;
    Banner *m_banner, *m_reason, *m_hint;
    QStackedWidget *m_pages;
    PlanTable *m_list;
    TextLabel *m_about;
    Button *m_open, *m_switch, *m_new, *m_copy, *m_use;
    PlanEditor *m_editor;
    TrialSheet *m_trial = nullptr;
    ResultSheet *m_leads = nullptr;
};

} // namespace updesk
