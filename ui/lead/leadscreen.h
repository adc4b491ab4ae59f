// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/calls.h"
#include "core/leads/queuerows.h"
#include "core/leads/timephrase.h"
#include "ui/lead/promptbar.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/screen.h"

#include <QPointer>
#include <QTimer>
#include <map>
#include <optional>

class QMenu;
class QScrollArea;
class QStackedLayout;

namespace updesk
{

class Dialler;
class LeadModel;
class OriginalSheet;
class TimelineModel;
class TimelineSection;

/// One lead worked: who it is, the call and how it ended, what happened so far. It knows no queue; what comes next is
/// asked for by nextLead() and told by setNext().
class LeadScreen final : public Screen
{
    Q_OBJECT
public:
    /// `session` and `dialler` outlive the screen.
    LeadScreen(Session &session, Dialler &dialler, QWidget *parent = nullptr);
    ~LeadScreen() override;

    /// Shows a lead; a call that goes on is left without an outcome.
    void open(LeadId lead);
    LeadId lead() const;
    void setClaims(const std::vector<LeadId> &leads, bool online, Time offlineSince = 0); ///< taken here, not confirmed
    /// C: dials when the customer may be called, and says so when not; outside their hours it asks first.
    void startCall();
    void act(Letter letter); ///< what the letter does, pressed here or on the lead's row
    bool isOnCall() const { return m_dialledAt != 0; }
    TimelineModel *timeline() const { return m_timelineModel; } ///< asks for what lies on the server
    /// The lead after this one, for the foot; `place` of `of` is the open one.
    void setNext(const std::optional<QueueRow> &next, int place, int of);
    /// "All caught up. Next due 14:00." in place of a lead, `second` under it; empty: the lead again.
    void setCaughtUp(const QString &sentence, const QString &second = {});

    QString title() const override;
    QString breadcrumb() const override;
    QWidget *focusTarget() override;
    bool goBack() override; ///< leaves a question, then the call, then asks to be closed

Q_SIGNALS:
    void nextLead(); ///< an outcome was saved
    void closeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct VisitRead {
        TimeRead time;
        PersonId receiver;
    };
    QWidget *makePage(), *makeActions();
    struct LeadCalls calls();
    void saveAnswers(), fillMenu();
    void connectParts();
    void refresh();
    void tick();
    void bringIntoView(QWidget *part);
    void hold(bool on);
    bool takeLetter(const QKeyEvent &event);
    bool leaveLevel();
    void showOriginal(OriginalId original);
    void tell(const Error &error);
    void tell(const QString &words);
    void did(const Result<DeedId> &deed, const QString &words);
    void dial(), callTo(const QString &number), askNumber();
    void outcome(Outcome outcome);
    void log(CallLog call);
    void endCall();
    QString outcomeSentence(const CallLog &call, const CallLogged &logged) const;
    void ask(Prompt prompt);
    void askInCall(Prompt prompt);
    Prompt visitPrompt(std::function<void(const VisitRead &)> take);
    Prompt timePrompt(const QString &title, const QString &verb, std::function<void(Time)> take);
    Prompt callBackPrompt(std::function<void(Time)> take);
    void askVisit(), askSnooze(), askNote();
    void putBack(Prompt &prompt);
    void askOwner(), askGrade(), askLost();
    void askGradeWhy(int grade);
    void askDoNotContact(), askTold();
    void askSent(Channel way);
    void sent(Channel way, Time at);
    Result<TimeRead> readPast(const QString &typed) const;
    PromptReading pastReading(const QString &typed) const;
    void askEmailed(), askTexted(); ///< written here where the store can send it, else logged
    void logEmailed() { askSent(Channel::Email); }
    void logTexted() { askSent(Channel::Text); }
    void reopen();
    void unverify(), takeToneOff();
    void turnPin();
    bool isPinned() const;
    PersonId personTyped(const QString &text) const;
    Result<VisitRead> readVisit(const QString &typed) const;
    QString firstSlot() const;
    PersonId receiver() const;
    static PhraseHabits habits(Toward toward = Toward::Future);
    QString wrongTime(const Error &error) const;

    Session &m_session;
    Dialler &m_dialler;
    LeadModel *m_model;
    TimelineModel *m_timelineModel;
    QStackedLayout *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    class Banner *m_banner = nullptr;
    class LeadHead *m_head = nullptr;
    class FactPanel *m_facts = nullptr;
    PromptBar *m_prompt = nullptr;
    QWidget *m_promptBox = nullptr;
    class CallBar *m_callBar = nullptr;
    TimelineSection *m_timeline = nullptr;
    class NextBar *m_next = nullptr;
    class EmptyState *m_caughtUp = nullptr;
    Button *m_call = nullptr, *m_sent = nullptr, *m_pin = nullptr, *m_more = nullptr;
    QMenu *m_menu = nullptr;
    QPointer<OriginalSheet> m_original;
    class DoubtLine *m_doubt = nullptr;
    class OtherRecords *m_others = nullptr;
    class ScriptPanel *m_script = nullptr;
    class LeadWriting *m_writing = nullptr;
    QTimer m_second;
    QString m_number; ///< of several the one that was chosen to call; empty: the first that works
    Time m_dialledAt = 0, m_endedAt = 0, m_told = 0;
    std::map<std::tuple<PersonId, LeadId, QString>, QString> m_halfTyped; ///< by who typed it, where, at what question
    bool m_holding = false;
};

} // namespace updesk
