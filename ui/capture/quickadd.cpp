// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/quickadd.h"

#include "ui/capture/quickaddform.h"
#include "ui/parts/sentence.h"

namespace updesk
{

QuickAdd::QuickAdd(Session &session, QWidget *window) : QObject(window), m_session(session), m_window(window)
{
    // A half-typed form stays with its owner when another person takes the desk.
    connect(&session, &Session::personChanged, this, [this] {
        if (m_form)
            m_form->keep();
        Q_EMIT waitingChanged();
    });
}

QuickAddForm *QuickAdd::make(SavedDraft::Kind kind)
{
    auto *form = new QuickAddForm(m_session, kind, m_window);
    m_form = form;
    connect(form, &QuickAddForm::saved, this, [this](const Captured &captured, const QString &words) {
        Q_EMIT saved(captured, words);
        Q_EMIT waitingChanged();
    });
    connect(form, &QuickAddForm::openLead, this, &QuickAdd::openLead);
    connect(form, &QuickAddForm::stopped, this, &QuickAdd::stopped);
    connect(form, &QuickAddForm::kept, this, [this](const QString &words) {
        if (!words.isEmpty())
            Q_EMIT said(words);
        Q_EMIT waitingChanged();
    });
    connect(form, &QuickAddForm::closed, this, [this, form] {
        if (m_form == form)
            m_form = nullptr;
        form->deleteLater();
    });
    return form;
}

void QuickAdd::open(SavedDraft::Kind kind, const QString &words)
{
    if (m_form && m_form->kind() == kind)
        return;
    if (m_form)
        m_form->keep();
    LeadDraft known;
    const auto digits = std::ranges::count_if(words, [](QChar c) { return c.isDigit(); });
    if (digits >= 4)
        known.phones.push_back({words, {}, {}, PhoneKind::Unknown});
    else
        known.full = words.trimmed();
    make(kind)->begin(known);
}

void QuickAdd::walkIn(const QString &words) { open(SavedDraft::Kind::WalkIn, words); }

void QuickAdd::walkIn(const LeadDraft &known)
{
    if (m_form)
        m_form->keep();
    make(SavedDraft::Kind::WalkIn)->begin(known);
}

void QuickAdd::phoneUp(const QString &callerId) { open(SavedDraft::Kind::PhoneUp, callerId); }

void QuickAdd::byHand(
    const LeadDraft &known, std::function<Result<Captured>(const LeadDraft &, const CaptureChoices &)> write)
{
    if (m_form)
        m_form->keep();
    QuickAddForm *form = make(SavedDraft::Kind::WalkIn);
    form->setByHand(std::move(write));
    form->begin(known);
}

std::vector<SavedDraft> QuickAdd::waiting() const
{
    auto drafts = savedDrafts(m_session);
    if (!drafts)
        return {};
    std::erase_if(*drafts, [this](const SavedDraft &draft) { return m_form && m_form->draftId() == draft.id; });
    return *drafts;
}

QString QuickAdd::waitingLine() const
{
    const auto rules = m_session.rules();
    return CaptureWords(rules ? *rules : nullptr).draftsLine(waiting());
}

void QuickAdd::openNewest()
{
    const auto drafts = waiting();
    if (drafts.empty())
        return;
    if (m_form)
        m_form->keep();
    make(drafts.front().kind)->resume(drafts.front());
    Q_EMIT waitingChanged();
}

void QuickAdd::discardNewest()
{
    const auto drafts = waiting();
    if (drafts.empty())
        return;
    if (const auto dropped = dropDraft(m_session, drafts.front().id); !dropped)
        Q_EMIT said(sentence(dropped.error()));
    Q_EMIT waitingChanged();
}

} // namespace updesk
