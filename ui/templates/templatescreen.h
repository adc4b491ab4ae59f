// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/script.h"
#include "ui/parts/button.h"
#include "ui/parts/screen.h"

class QGridLayout;
class QLineEdit;
class QListView;
class QMenu;
class QStackedWidget;

namespace updesk
{

class Banner;
class EditFoot;
class Field;
class FieldBar;
class LeadPicker;
class RichView;
class ScriptEditor;
class Segments;
class Session;
class TemplateEdit;
class TemplateListModel;
class TemplateModel;

/// The store's messages and scripts (ui.md 10): a list, the text of one in each language with its counter, and what it
/// says for a lead. Each save is one deed.
class TemplateScreen final : public Screen
{
    Q_OBJECT
public:
    explicit TemplateScreen(Session &session, QWidget *parent = nullptr); ///< `session` outlives it
    ~TemplateScreen() override;

    void open(const QString &key);
    void openScript(const QString &key); ///< empty: the one that was looked at last
    TemplateModel *model() const { return m_model; }
    ScriptEditor *scripts() const { return m_scripts; }
    QString title() const override { return tr("Templates and scripts"); }
    QString breadcrumb() const override;
    QWidget *focusTarget() override;
    bool goBack() override; ///< out of the text into the list
    bool mayLeave(); ///< asks where something typed would be lost

Q_SIGNALS:
    void leaveWanted(); ///< back to the settings

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeList();
    void fitList();
    void arrange();
    QWidget *makeEditor();
    QWidget *makeText();
    QWidget *makeRich();
    QWidget *makeCounter();
    QWidget *makePreview();
    void connectParts();
    void connectScripts();
    bool showsScripts() const;
    void showKind(int kind);
    void addScript(ScriptKind kind);
    void reload();
    void openRow(const QString &key);
    void refresh();
    void showClosed();
    void showWords();
    void showFindings();
    void showPreview();
    void showLongest();
    void showFallbacks();
    void findLeads();
    void chooseLead();
    void save();
    void useShipped();
    void copy();

    Session &m_session;
    TemplateListModel *m_rows;
    TemplateModel *m_model;
    QListView *m_list = nullptr;
    Banner *m_banner = nullptr;
    TextLabel *m_name = nullptr, *m_closed = nullptr;
    Segments *m_language = nullptr;
    Field *m_called = nullptr, *m_subject = nullptr;
    FieldBar *m_fields = nullptr;
    TemplateEdit *m_edit = nullptr, *m_rich = nullptr;
    QWidget *m_words = nullptr, *m_look = nullptr, *m_richBox = nullptr, *m_richPaper = nullptr;
    QGridLayout *m_parts = nullptr;
    RichView *m_richView = nullptr;
    TextLabel *m_counter = nullptr, *m_findings = nullptr, *m_fallbacks = nullptr;
    QWidget *m_foreign = nullptr;
    TextLabel *m_foreignWords = nullptr;
    Button *m_plain = nullptr;
    LeadPicker *m_picker = nullptr;
    TextLabel *m_preview = nullptr, *m_longest = nullptr;
    EditFoot *m_foot = nullptr;
    QWidget *m_side = nullptr; ///< which kind, the list, and what is added to it
    Segments *m_kinds = nullptr;
    Button *m_add = nullptr, *m_copy = nullptr;
    QMenu *m_addMenu = nullptr;
    QStackedWidget *m_editors = nullptr;
    ScriptEditor *m_scripts = nullptr;
    bool m_showing = false, m_sought = false;
};

} // namespace updesk
