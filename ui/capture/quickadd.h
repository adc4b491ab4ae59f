// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/drafts.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace updesk
{

class QuickAddForm;

/// Walk-ins and phone-ups over one window: at most one form at a time, and the half-typed ones of who is at the desk.
class QuickAdd final : public QObject
{
    Q_OBJECT
public:
    QuickAdd(Session &session, QWidget *window);

    /// F7. A form that is open stays; one of the other kind is kept as a draft. `words`: a name or a phone.
    void walkIn(const QString &words = {});
    /// The same with what is known already, such as the vehicle looked at.
    void walkIn(const LeadDraft &known);
    /// F8. `callerId`: the caller's number; empty: not known.
    void phoneUp(const QString &callerId = {});
    /// A lead keyed by hand from a document; `write` stores it (leadFromQuarantine).
    void byHand(
        const LeadDraft &known, std::function<Result<Captured>(const LeadDraft &, const CaptureChoices &)> write);

    /// Half-typed forms of the person at the desk, newest first, without the one that is open.
    std::vector<SavedDraft> waiting() const;
    /// "You have 1 unsaved phone-up from 10:31"; empty: none. Beside it stand Open and Discard.
    QString waitingLine() const;
    void openNewest(); ///< "Open"
    void discardNewest(); ///< "Discard"
    QuickAddForm *form() const { return m_form; }

Q_SIGNALS:
    void saved(const updesk::Captured &captured, const QString &words); ///< words: for the toast
    void openLead(updesk::LeadId lead);
    void said(const QString &words); ///< what Esc kept
    void stopped(const QString &words, bool undoable); ///< a customer is not called any more
    void waitingChanged(); ///< ask waitingLine() again

private:
    void open(SavedDraft::Kind kind, const QString &words);
    QuickAddForm *make(SavedDraft::Kind kind);
    Session &m_session;
    QWidget *m_window;
    QPointer<QuickAddForm> m_form;
};

} // namespace updesk
