// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/parts/screen.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListView;
class QMenu;
class QScrollArea;
class QVBoxLayout;

namespace updesk
{

class Banner;
class Field;
class Segments;
class Session;
class TemplateEdit;
class TemplateListModel;
class TemplateModel;

/// The store's messages (ui.md 10): a list, the text of one in each language with its counter, and what it says for a
/// lead. Each save is one deed.
class TemplateScreen final : public Screen
{
    Q_OBJECT
public:
    explicit TemplateScreen(Session &session, QWidget *parent = nullptr); ///< `session` outlives it
    ~TemplateScreen() override;

    void open(const QString &key);
    TemplateModel *model() const { return m_model; }
    QString title() const override { return tr("Message templates"); }
    QString breadcrumb() const override;
    QWidget *focusTarget() override;
    bool goBack() override; ///< out of the text into the list

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
    QWidget *makeEditor();
    QWidget *makeText();
    QWidget *makeCounter();
    QWidget *makePreview();
    QWidget *makeFoot();
    void makeFieldMenu();
    void connectParts();
    void reload();
    void openRow(const QString &key);
    void refresh();
    void showWords();
    void showPreview();
    void showLongest();
    void showFallbacks();
    void listFields();
    void findLeads();
    void chooseLead(int index);
    void save();
    void useShipped();

    Session &m_session;
    TemplateListModel *m_rows;
    TemplateModel *m_model;
    QListView *m_list = nullptr;
    Banner *m_banner = nullptr;
    QScrollArea *m_scroll = nullptr;
    TextLabel *m_name = nullptr;
    Segments *m_language = nullptr;
    Field *m_subject = nullptr;
    QWidget *m_chips = nullptr;
    TemplateEdit *m_edit = nullptr;
    TextLabel *m_counter = nullptr, *m_findings = nullptr, *m_fallbacks = nullptr;
    QWidget *m_foreign = nullptr;
    TextLabel *m_foreignWords = nullptr;
    Button *m_plain = nullptr;
    QLineEdit *m_find = nullptr;
    QComboBox *m_leads = nullptr;
    TextLabel *m_preview = nullptr, *m_longest = nullptr;
    QCheckBox *m_active = nullptr;
    Button *m_save = nullptr, *m_shipped = nullptr, *m_fields = nullptr;
    QMenu *m_menu = nullptr;
    bool m_showing = false;
};

} // namespace updesk
