// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/spacing.h"
#include "ui/welcome/joinforms.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLocale>
#include <QRadioButton>

namespace updesk
{

WhoForm::WhoForm()
    : m_title(addTitle({})),
      m_server(addFact(tr("Server"))),
      m_print(addFact(tr("Fingerprint of its certificate"))),
      m_printHint(addWords(tr("Your manager sees the same fingerprint. If it differs, go back and tell them."))),
      m_asks(nullptr),
      m_word(new PasswordEdit),
      m_login(new Field(tr("Your &login"))),
      m_password(new Field(tr("Your &password"), m_word)),
      m_keep(new QCheckBox(tr("&Keep my password in this computer's key store"))),
      m_join(new Button(tr("&Join"), ButtonKind::Primary))
{
    m_login->edit()->setObjectName(QStringLiteral("join.login"));
    m_word->setObjectName(QStringLiteral("join.password"));
    m_keep->setObjectName(QStringLiteral("join.keep"));
    m_print->setObjectName(QStringLiteral("join.fingerprint"));
    m_title->setObjectName(QStringLiteral("join.name"));
    m_join->setObjectName(QStringLiteral("join.join"));
    m_keep->setChecked(true);
    column()->addWidget(m_login);
    column()->addWidget(m_password);
    column()->addWidget(m_keep);
    m_asks = addWords(tr("This computer has no key store: UpDesk asks for the password every time."));
    m_asks->setObjectName(QStringLiteral("join.asks"));
    m_asks->hide();
    auto *back = new Button(tr("&Back"));
    back->setObjectName(QStringLiteral("join.whoBack"));
    foot()->addWidget(m_join);
    foot()->addWidget(back);
    foot()->addStretch();
    watchCapsLock(m_password, m_word);
    connect(m_join, &Button::clicked, this, &WhoForm::goOn);
    connect(back, &Button::clicked, this, &WhoForm::left);
    connect(m_login->edit(), &QLineEdit::returnPressed, m_word, [this] { m_word->setFocus(Qt::TabFocusReason); });
    connect(m_word, &QLineEdit::returnPressed, this, &WhoForm::goOn);
    for (Field *field : {m_login, m_password})
        connect(field->edit(), &QLineEdit::textEdited, field, [field] { field->setError({}); });
}

void WhoForm::openFor(const Invite &invite)
{
    m_title->setText(invite.name.isEmpty() ? tr("Join the store") : tr("Join %1").arg(invite.name));
    m_server->setText(serverWords(invite.url));
    const QByteArray print = fingerprintOf(invite.authority);
    m_print->setText(
        print.isEmpty() ? tr("Vouched for by an authority that this computer knows") : fingerprintWords(print));
    m_printHint->setVisible(!print.isEmpty());
    say({});
    m_word->hideWords();
}

void WhoForm::setKeeps(bool keeps)
{
    m_keep->setVisible(keeps);
    m_asks->setVisible(!keeps);
}

QWidget *WhoForm::wrong() const
{
    return m_login->error().isEmpty() ? (m_password->error().isEmpty() ? static_cast<QWidget *>(m_join) : m_word)
                                      : m_login->edit();
}

void WhoForm::say(const DoorFault &fault)
{
    m_login->setError(fault.field == DoorField::Login ? fault.words : QString());
    m_password->setError(fault.field == DoorField::Password ? fault.words : QString());
    const bool beside = fault.field == DoorField::Login || fault.field == DoorField::Password;
    setFault(beside ? QString() : fault.words);
    if (fault.field == DoorField::Password)
        m_word->selectAll();
}

void WhoForm::forgetPassword()
{
    m_word->clear();
    m_word->hideWords();
}

void WhoForm::goOn()
{
    if (login().isEmpty()) {
        say({DoorField::Login, tr("Type the login that your manager gave you.")});
        return m_login->edit()->setFocus(Qt::OtherFocusReason);
    }
    if (password().isEmpty()) {
        say({DoorField::Password, tr("Type your password.")});
        return m_word->setFocus(Qt::OtherFocusReason);
    }
    say({});
    Q_EMIT given();
}

StoreForm::StoreForm() : m_list(new QVBoxLayout), m_group(new QButtonGroup(this))
{
    addTitle(tr("Which store is this desk in?"));
    addWords(tr("Your login works in several stores. A desk belongs to one of them."));
    m_list->setSpacing(kSpace8);
    column()->addLayout(m_list);
    auto *next = new Button(tr("&Join this store"), ButtonKind::Primary);
    next->setObjectName(QStringLiteral("join.thisStore"));
    auto *back = new Button(tr("&Back"));
    foot()->addWidget(next);
    foot()->addWidget(back);
    foot()->addStretch();
    connect(next, &Button::clicked, this, &StoreForm::goOn);
    connect(back, &Button::clicked, this, &StoreForm::left);
}

void StoreForm::goOn()
{
    if (const int at = m_group->checkedId(); at >= 0)
        Q_EMIT chosen(m_stores[size_t(at)]);
}

// On a store, which leaves the key alone.
void StoreForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return DoorPanel::keyPressEvent(event);
    if (!event->isAutoRepeat())
        goOn();
}

void StoreForm::setStores(const std::vector<StoreChoice> &stores)
{
    for (QAbstractButton *old : m_group->buttons())
        delete old;
    m_stores = stores;
    for (int i = 0; i < int(stores.size()); ++i) {
        const StoreChoice &store = stores[size_t(i)];
        const QString name = store.name.isEmpty() ? tr("Store %1").arg(store.number)
                                                  : tr("%1 (store %2)").arg(store.name).arg(store.number);
        auto *choice = new QRadioButton(tr("%1, as %2", "a store, a role").arg(name, roleName(store.role)));
        choice->setObjectName(QStringLiteral("join.store%1").arg(store.number));
        choice->setChecked(i == 0);
        m_group->addButton(choice, i);
        m_list->addWidget(choice);
    }
}

QWidget *StoreForm::first() const { return m_group->checkedButton(); }

WaitForm::WaitForm() : m_words(nullptr), m_cancel(new Button(tr("&Cancel")))
{
    addTitle(tr("Joining"));
    m_words = addWords({});
    m_words->setObjectName(QStringLiteral("join.progress"));
    m_words->setEqualDigits();
    m_cancel->setObjectName(QStringLiteral("join.cancel"));
    addWords(tr("Cancel is safe at any time: nothing of it stays on this computer."));
    foot()->addWidget(m_cancel);
    foot()->addStretch();
    connect(m_cancel, &Button::clicked, this, &WaitForm::cancelled);
}

void WaitForm::setRows(qint64 rows)
{
    m_words->setText(
        rows > 0 ? tr("Loading the store: %1 rows").arg(QLocale().toString(rows)) : tr("Asking the server ..."));
}

} // namespace updesk
