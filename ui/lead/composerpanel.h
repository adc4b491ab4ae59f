// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/composermodel.h"
#include "ui/lead/sidepanel.h"
#include "ui/parts/button.h"
#include "ui/parts/deskwords.h"

#include <QPlainTextEdit>

#include <memory>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QScrollArea;

namespace updesk
{

class Field;
class Segments;
class VideoLine;

/// Beside the lead: a text or an e-mail to its customer (ui.md 4). Ctrl+Enter sends, Esc leaves it as a draft.
class ComposerPanel final : public SidePanel
{
    Q_OBJECT
public:
    /// `lead` is what it stands beside in one row; their parent's width decides how wide it may be.
    ComposerPanel(Session &session, QWidget *lead, QWidget *parent);
    ~ComposerPanel() override;

    ComposerModel *model() const { return m_model; }
    /// Shows it with a message to this lead's customer, who is called `name`.
    Result<void> open(LeadId lead, Channel channel, const QString &name, const DeskWords &words);
    void leave(); ///< hides it; what was typed stays at this desk
    bool isOpen() const { return !isHidden(); }
    void setOnline(bool online);
    void setAnswered(bool answered); ///< the customer has written since it was opened
    void tick(); ///< once a second: what time alone changes
    void send(ComposerModel::Leaves when);

Q_SIGNALS:
    void sent(const QString &words); ///< it is queued, and can be taken back
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Marks;
    QWidget *makeHead();
    void makePick();
    QWidget *makeText();
    QWidget *makeCounter();
    QWidget *makeNotes();
    QWidget *makePage();
    QWidget *makeFoot();
    void connectParts();
    void dressEdit();
    void refresh();
    void showChoices();
    void showText();
    void showCounter();
    void showNotes();
    void showPage();
    void showFoot();
    void showWays();
    void fitPick();

    Session &m_session;
    ComposerModel *m_model;
    QWidget *m_lead;
    DeskWords m_words;
    QString m_name;
    TextLabel *m_title, *m_to = nullptr;
    QComboBox *m_ways = nullptr; ///< to whom of several numbers or addresses
    QComboBox *m_choice = nullptr;
    Segments *m_language = nullptr;
    Field *m_subject = nullptr, *m_why = nullptr;
    QPlainTextEdit *m_edit = nullptr;
    std::unique_ptr<Marks> m_marks;
    TextLabel *m_counter = nullptr, *m_foreign = nullptr, *m_footer = nullptr;
    QBoxLayout *m_parts = nullptr;
    QBoxLayout *m_pick = nullptr; ///< template and language, one below the other where it is narrow
    VideoLine *m_video = nullptr;
    QWidget *m_foreignBox = nullptr, *m_footerBox = nullptr, *m_gateBox = nullptr, *m_pageBox = nullptr;
    TextLabel *m_snag = nullptr, *m_gate = nullptr, *m_note = nullptr, *m_pageTitle = nullptr, *m_pageText = nullptr;
    Button *m_plain = nullptr, *m_send = nullptr, *m_sameNow = nullptr, *m_close = nullptr, *m_page = nullptr;
    bool m_showing = false, m_online = true, m_answered = false;
    QString m_failure; ///< why it was not queued; goes with the next key
    int m_asked = 0; ///< seconds since the gate was asked
};

} // namespace updesk
