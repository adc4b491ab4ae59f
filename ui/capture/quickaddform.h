// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/capture/matchpanel.h"
#include "ui/capture/quickaddfields.h"
#include "ui/parts/banner.h"
#include "ui/parts/sheetdialog.h"

#include <QTimer>

#include <functional>

class QKeyEvent;

namespace updesk
{

/// The walk-in or phone-up form over the window, with who it may already be beside it. What is typed is kept as a draft
/// until it is saved or emptied.
class QuickAddForm final : public SheetDialog
{
    Q_OBJECT
public:
    /// How the finished draft is written; capture() unless a document was waiting for it.
    using Writer = std::function<Result<Captured>(const LeadDraft &, const CaptureChoices &)>;

    QuickAddForm(Session &session, SavedDraft::Kind kind, QWidget *window);

    /// Opens an empty form, or one that knows something already; received is now.
    void begin(const LeadDraft &known = {});
    /// Opens the half-typed form where it was left; received stays what it was.
    void resume(const SavedDraft &draft);
    /// The lead came another way and could not be read; nothing is kept as a draft then, the document is.
    void setByHand(Writer writer);

    SavedDraft::Kind kind() const { return m_draft.kind; }
    const Id &draftId() const { return m_draft.id; }
    const std::vector<PossibleMatch> &matches() const { return m_matches; }
    QuickAddFields *fields() const { return m_fields; }
    /// Keeps what was typed and closes, as Esc does.
    void keep();

Q_SIGNALS:
    void saved(const updesk::Captured &captured, const QString &words);
    void openLead(updesk::LeadId lead);
    void stopped(const QString &words, bool undoable); ///< a customer is not called any more
    void kept(const QString &words); ///< closed with a draft; empty words: there was nothing to keep

protected:
    void escape() override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class After : quint8 { Close, OpenLead };
    void build();
    void buildFoot();
    void orderStops();
    void show(const QJsonObject *fields);
    void changed();
    void refreshMatches();
    void refreshGrade();
    void refreshHead();
    void choose(int index);
    void stopCalls(int index);
    void chooseNewPerson();
    void save(After after);
    void saveDraftNow();
    bool takeKey(QKeyEvent *event);
    const PossibleMatch *chosenMatch() const;
    void stack();
    void showFound();

    Session &m_session;
    CaptureWords m_words;
    SavedDraft m_draft;
    Writer m_writer;
    QuickAddFields *m_fields;
    MatchPanel *m_panel;
    Banner *m_error;
    QWidget *m_body;
    QBoxLayout *m_split;
    QWidget *m_grade;
    TextLabel *m_gradeWords;
    TextLabel *m_found; ///< beside the buttons, where the matches stand below the fields
    QChar m_gradeLetter;
    Button *m_newPerson = nullptr;
    Button *m_save = nullptr;
    std::vector<PossibleMatch> m_matches;
    PossibleMatch m_chosen; ///< null customer: none
    bool m_isNewPerson = false;
    bool m_byHand = false;
    bool m_unsaved = false; ///< typed since the draft was last written
    bool m_inStore = false; ///< the draft is in the file
    bool m_done = false;
    QTimer m_autosave;
    QTimer m_second;
};

} // namespace updesk
