// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/welcome/signinforms.h"

namespace updesk
{

/// Who takes this desk? Tiles of those who were here before, then PIN or password, perhaps the second factor, and the
/// offer of a PIN. It checks nothing itself; what was asked last is what a fault is about.
class SignInPage final : public DoorPage
{
    Q_OBJECT
public:
    explicit SignInPage(QWidget *parent = nullptr);
    void setStore(const QString &name) { setStoreName(name); }
    /// Whoever is in the midst of signing in goes on with it, unless what is known of that person has changed.
    void setKnown(const std::vector<KnownPerson> &people);
    void setKeeps(bool keeps); ///< this computer has a key store
    void setOffline(bool offline); ///< the server gives no answer
    void setNotice(const QString &words); ///< why somebody has to sign in who had the desk; empty takes it away
    void askWho(); ///< from the beginning; nothing typed is left
    void askCode();
    void askEnrolment(const FactorOffer &offer);
    void offerPin();
    void setBusy(); ///< somebody is being signed in
    void setFault(const Error &error);
    QWidget *focusTarget() const;

Q_SIGNALS:
    void passwordGiven(const QString &login, const QString &password, updesk::Keep keep);
    void pinGiven(const QString &login, const QString &pin);
    void codeGiven(const QString &code);
    void enrolmentGiven(const QString &code);
    void calledOff(); ///< whoever was being signed in went elsewhere: no answer is wanted any more
    void pinChosen(const QString &pin);
    void pinDeclined();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(int index);
    void goElsewhere(); ///< first, when a person leaves a form
    void refill();
    void fitTiles();
    bool goesOn(const KnownPerson &before); ///< with the form that is open
    int at() const;
    QWidget *m_tiles;
    std::vector<DoorTile *> m_buttons; ///< the last is "Other"
    std::vector<KnownPerson> m_people;
    TextLabel *m_notice, *m_offline;
    SecretForm *m_secret;
    CodeForm *m_code;
    PinForm *m_pin;
    int m_chosen = 0;
    DoorStep m_step = DoorStep::Password;
    bool m_asks = false; ///< an answer is to come
};

} // namespace updesk
