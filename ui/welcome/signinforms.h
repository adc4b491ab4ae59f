// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/signinworker.h"
#include "ui/welcome/doorpanel.h"
#include "ui/welcome/doorwords.h"

#include <QAbstractButton>
#include <QCheckBox>

namespace updesk
{

/// One person whom this computer knows, or "Other": initials and name.
class DoorTile final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit DoorTile(const QString &name, bool isOther = false);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isOther;
};

/// The PIN or the password of whoever was picked; of somebody else the login too.
class SecretForm final : public DoorPanel
{
    Q_OBJECT
public:
    SecretForm();
    void openFor(const KnownPerson &person);
    void openForOther();
    void setKeeps(bool keeps);
    void say(const DoorFault &fault);
    void setBusy(bool busy);
    bool asksPin() const { return m_byPin; }
    QWidget *first() const;

Q_SIGNALS:
    void passwordGiven(const QString &login, const QString &password, updesk::Keep keep);
    void pinGiven(const QString &login, const QString &pin);

private:
    void open(const QString &title);
    void setByPin(bool byPin);
    void goOn();
    KnownPerson m_person;
    bool m_byPin = false, m_keeps = true;
    TextLabel *m_title, *m_asks;
    PasswordEdit *m_word;
    Field *m_login, *m_secret;
    QLabel *m_secretLabel;
    QCheckBox *m_keep;
    Button *m_go, *m_other;
};

/// The second factor: the code of the telephone, and the first time what the telephone has to know for it.
class CodeForm final : public DoorPanel
{
    Q_OBJECT
public:
    CodeForm();
    void openForCode();
    void openForEnrolment(const FactorOffer &offer);
    void say(const DoorFault &fault);
    void setBusy(bool busy);
    QWidget *first() const { return m_code->edit(); }

Q_SIGNALS:
    void codeGiven(const QString &code);
    void enrolmentGiven(const QString &code);
    void left();

private:
    void goOn();
    bool m_enrols = false;
    QWidget *m_setUp;
    TextLabel *m_title, *m_words, *m_key, *m_link;
    Field *m_code;
    Button *m_go;
};

/// A PIN for the next time, offered after a sign-in by password.
class PinForm final : public DoorPanel
{
    Q_OBJECT
public:
    PinForm();
    void open();
    void say(const DoorFault &fault);
    void setBusy(bool busy);
    QWidget *first() const { return m_pin->edit(); }

Q_SIGNALS:
    void given(const QString &pin);
    void declined();

private:
    void goOn();
    Field *m_pin, *m_again;
    Button *m_keep, *m_later;
};

} // namespace updesk
