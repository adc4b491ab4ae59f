// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/joinpage.h"

#include <QKeyEvent>

namespace updesk
{

JoinPage::JoinPage(QWidget *parent)
    : DoorPage(parent), m_where(new WhereForm), m_who(new WhoForm), m_stores(new StoreForm), m_wait(new WaitForm)
{
    setObjectName(QStringLiteral("join"));
    for (DoorPanel *panel : std::initializer_list<DoorPanel *>{m_where, m_who, m_stores, m_wait})
        addPanel(panel);
    connect(m_where, &WhereForm::found, this, [this](const Invite &invite) {
        m_invite = invite;
        m_who->openFor(invite);
        bring(m_who, m_who->first());
    });
    connect(m_where, &WhereForm::left, this, &JoinPage::goBack);
    connect(m_who, &WhoForm::left, this, &JoinPage::goBack);
    connect(m_stores, &StoreForm::left, this, &JoinPage::goBack);
    connect(m_who, &WhoForm::given, this, &JoinPage::ask);
    connect(m_stores, &StoreForm::chosen, this, [this](const StoreChoice &store) {
        m_invite.store = store.number;
        ask();
    });
    connect(m_wait, &WaitForm::cancelled, this, &JoinPage::goBack);
}

void JoinPage::begin(const QString &code)
{
    Q_EMIT begun();
    m_where->clear();
    m_who->forgetPassword();
    m_where->code()->setText(code);
    bring(m_where, m_where->first());
    if (!code.trimmed().isEmpty())
        m_where->read(code.toUtf8());
}

void JoinPage::setKeeps(bool keeps) { m_who->setKeeps(keeps); }

void JoinPage::ask()
{
    m_wait->setRows(0);
    bring(m_wait, m_wait->first());
    Q_EMIT joinWanted({m_invite, m_who->login(), m_who->password(), m_who->keep()});
}

void JoinPage::setRows(qint64 rows)
{
    if (isWaiting())
        m_wait->setRows(rows);
}

void JoinPage::setStores(const std::vector<StoreChoice> &stores)
{
    if (!isWaiting())
        return;
    m_stores->setStores(stores);
    bring(m_stores, m_stores->first());
}

// An address can only be put right where it was typed; a join file's, by another file.
void JoinPage::setFault(const Error &error)
{
    if (!isWaiting())
        return;
    const DoorFault fault = joinFault(error);
    const bool ofPlace =
        fault.field == DoorField::Address || fault.field == DoorField::Authority || fault.field == DoorField::Invite;
    if (ofPlace) {
        bring(m_where, m_where->first());
        return m_where->say(fault);
    }
    m_who->say(fault);
    bring(m_who, m_who->wrong());
}

void JoinPage::goBack()
{
    if (isWaiting()) {
        Q_EMIT cancelWanted();
        return bring(m_who, m_who->first());
    }
    if (current() == m_stores) {
        m_invite.store = 0;
        return bring(m_who, m_who->first());
    }
    if (current() == m_who) {
        m_who->forgetPassword();
        return bring(m_where, m_where->first());
    }
    Q_EMIT left();
}

void JoinPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return goBack();
    DoorPage::keyPressEvent(event);
}

} // namespace updesk
