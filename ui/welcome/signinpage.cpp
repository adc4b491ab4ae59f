// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/welcome/signinpage.h"

#include "core/base/text.h"
#include "ui/parts/announce.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>

namespace updesk
{

SignInPage::SignInPage(QWidget *parent)
    : DoorPage(parent),
      m_tiles(new QWidget),
      m_notice(new TextLabel(QString(), Type::BodyMedium, Colour::Bad)),
      m_offline(new TextLabel(tr("Working offline: sign-in checked on this PC"), Type::Body, Colour::Close)),
      m_secret(new SecretForm),
      m_code(new CodeForm),
      m_pin(new PinForm)
{
    setObjectName(QStringLiteral("signin"));
    setAccessibleName(tr("Sign in"));
    m_offline->setObjectName(QStringLiteral("signin.offline"));
    m_notice->setObjectName(QStringLiteral("signin.notice"));
    m_notice->setWordWrap(true);
    for (TextLabel *line : {m_notice, m_offline}) {
        line->setAlignment(Qt::AlignCenter);
        line->hide();
    }
    m_tiles->setObjectName(QStringLiteral("signin.tiles"));
    new FlowLayout(kSpace8, kSpace8, m_tiles);
    addAbove(m_notice);
    addAbove(m_tiles);
    addAbove(m_offline);
    for (DoorPanel *panel : std::initializer_list<DoorPanel *>{m_secret, m_code, m_pin})
        addPanel(panel);
    connect(m_secret, &SecretForm::passwordGiven, this, [this](const auto &login, const auto &password, Keep keep) {
        m_step = DoorStep::Password;
        m_asks = true;
        m_secret->setBusy(true);
        Q_EMIT passwordGiven(login, password, keep);
    });
    connect(m_secret, &SecretForm::pinGiven, this, [this](const QString &login, const QString &pin) {
        m_step = DoorStep::Pin;
        m_asks = true;
        m_secret->setBusy(true);
        Q_EMIT pinGiven(login, pin);
    });
    connect(m_code, &CodeForm::codeGiven, this, [this](const QString &code) {
        m_asks = true;
        m_code->setBusy(true);
        Q_EMIT codeGiven(code);
    });
    connect(m_code, &CodeForm::enrolmentGiven, this, [this](const QString &code) {
        m_asks = true;
        m_code->setBusy(true);
        Q_EMIT enrolmentGiven(code);
    });
    connect(m_code, &CodeForm::left, this, [this] {
        goElsewhere();
        askWho();
    });
    connect(m_pin, &PinForm::given, this, [this](const QString &pin) {
        m_pin->setBusy(true);
        Q_EMIT pinChosen(pin);
    });
    connect(m_pin, &PinForm::declined, this, &SignInPage::pinDeclined);
    connect(themeChanges(), &ThemeChanges::changed, this, &SignInPage::fitTiles);
    setMinimumSize(640, 480);
    refill();
}

void SignInPage::setKeeps(bool keeps) { m_secret->setKeeps(keeps); }

void SignInPage::setKnown(const std::vector<KnownPerson> &people)
{
    const bool isKnown = m_chosen < int(m_people.size());
    const KnownPerson before = isKnown ? m_people[size_t(m_chosen)] : KnownPerson();
    m_people = people;
    refill();
    if (!current() || !goesOn(before))
        askWho();
}

bool SignInPage::goesOn(const KnownPerson &before)
{
    if (current() != m_secret)
        return true;
    const auto now = std::ranges::find(m_people, before.login, &KnownPerson::login);
    const bool isThere = now != m_people.end();
    if (!m_asks && !before.login.isEmpty() && (!isThere || now->hasPin != before.hasPin))
        return false;
    m_chosen = int(now - m_people.begin()); // "Other" comes after them
    m_buttons[size_t(m_chosen)]->setChecked(true);
    return true;
}

void SignInPage::setOffline(bool offline) { m_offline->setVisible(offline); }

void SignInPage::setNotice(const QString &words)
{
    m_notice->setText(words);
    m_notice->setVisible(!words.isEmpty());
    if (!words.isEmpty())
        announce(m_notice, words);
    fitTiles();
}

void SignInPage::refill()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    const auto add = [this](DoorTile *tile) {
        const int index = int(m_buttons.size());
        tile->setObjectName(QStringLiteral("signin.tile%1").arg(index));
        m_tiles->layout()->addWidget(tile);
        tile->show();
        connect(tile, &DoorTile::clicked, this, [this, index] {
            goElsewhere();
            choose(index);
        });
        m_buttons.push_back(tile);
    };
    for (const KnownPerson &person : m_people)
        add(new DoorTile(person.name.isEmpty() ? person.login : person.name));
    add(new DoorTile(tr("Other"), true));
    fitTiles();
}

// As wide as the panel below, so that three tiles stand over it in one row.
void SignInPage::fitTiles()
{
    const int width = panelWidth();
    m_notice->setFixedWidth(width);
    m_notice->setMinimumHeight(std::max(0, m_notice->heightForWidth(width)));
    m_tiles->setFixedSize(width, m_tiles->layout()->heightForWidth(width));
}

void SignInPage::resizeEvent(QResizeEvent *event)
{
    DoorPage::resizeEvent(event);
    fitTiles();
}

int SignInPage::at() const { return int(std::ranges::find(m_buttons, focusWidget()) - m_buttons.begin()); }

void SignInPage::goElsewhere()
{
    if (std::exchange(m_asks, false))
        Q_EMIT calledOff();
}

void SignInPage::choose(int index)
{
    m_chosen = index;
    for (int i = 0; i < int(m_buttons.size()); ++i)
        m_buttons[size_t(i)]->setChecked(i == index);
    if (index < int(m_people.size()))
        m_secret->openFor(m_people[size_t(index)]);
    else
        m_secret->openForOther();
    bring(m_secret, m_secret->first());
}

void SignInPage::askWho()
{
    m_step = DoorStep::Password;
    m_tiles->show();
    choose(0);
}

QWidget *SignInPage::focusTarget() const { return m_secret->first(); }

void SignInPage::askCode()
{
    m_asks = false;
    m_step = DoorStep::Code;
    m_tiles->hide();
    m_code->openForCode();
    bring(m_code, m_code->first());
}

void SignInPage::askEnrolment(const FactorOffer &offer)
{
    m_asks = false;
    m_step = DoorStep::Code;
    m_tiles->hide();
    m_code->openForEnrolment(offer);
    bring(m_code, m_code->first());
}

void SignInPage::offerPin()
{
    m_asks = false;
    m_step = DoorStep::NewPin;
    m_tiles->hide();
    m_pin->open();
    bring(m_pin, m_pin->first());
}

void SignInPage::setBusy()
{
    m_tiles->hide();
    m_secret->setBusy(true);
}

void SignInPage::setFault(const Error &error)
{
    m_asks = false;
    const DoorFault fault = signInFault(error, m_step);
    if (m_step == DoorStep::NewPin) {
        m_pin->setBusy(false);
        return m_pin->say(fault);
    }
    if (m_step != DoorStep::Code) {
        m_tiles->show();
        m_secret->setBusy(false);
        return m_secret->say(fault);
    }
    if (error.code == Error::Code::Duplicate)
        m_code->openForCode(); // set up on another PC: only its code is wanted
    m_code->setBusy(false);
    m_code->say(fault);
}

// Among the tiles the arrows move and a letter goes to the next name that begins so, as in the list of people.
void SignInPage::keyPressEvent(QKeyEvent *event)
{
    const int now = at(), count = int(m_buttons.size());
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (event->key() == Qt::Key_Escape && current() == m_code) {
        goElsewhere();
        return askWho();
    }
    if (event->key() == Qt::Key_Escape && current() == m_pin)
        return Q_EMIT pinDeclined();
    if (event->key() == Qt::Key_Escape)
        return; // there is nothing behind this page
    if (now >= count || !plain)
        return DoorPage::keyPressEvent(event);
    const bool back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    const bool on = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    if (back || on)
        return m_buttons[size_t(std::clamp(now + (on ? 1 : -1), 0, count - 1))]->setFocus(Qt::TabFocusReason);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        goElsewhere();
        return choose(now);
    }
    const QString typed = folded(event->text().trimmed());
    for (int i = 1; !typed.isEmpty() && i <= count; ++i) {
        const int next = (now + i) % count;
        if (folded(m_buttons[size_t(next)]->text()).startsWith(typed))
            return m_buttons[size_t(next)]->setFocus(Qt::TabFocusReason);
    }
}

} // namespace updesk
