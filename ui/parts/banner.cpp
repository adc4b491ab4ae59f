// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/banner.h"

#include "ui/parts/announce.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QBoxLayout>
#include <QPainter>

namespace updesk
{
namespace
{

struct Pair {
    Colour fill, ink;
};

Pair pairOf(BannerTone tone)
{
    switch (tone) {
    case BannerTone::Good:
        return {Colour::GoodTint, Colour::Good};
    case BannerTone::Close:
        return {Colour::CloseTint, Colour::Close};
    case BannerTone::Bad:
        return {Colour::BadTint, Colour::Bad};
    case BannerTone::Plain:
        break;
    }
    return {Colour::Hover, Colour::Text2};
}

} // namespace

Banner::Banner(BannerTone tone, Icon icon, QWidget *parent)
    : QWidget(parent),
      m_tone(tone),
      m_icon(icon),
      m_mark(new QLabel),
      m_words(new TextLabel(QString())),
      m_action(new Button(QString())),
      m_other(new Button(QString(), ButtonKind::Link))
{
    m_words->setWordWrap(true);
    m_action->setInBar();
    m_action->hide();
    m_other->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSpace16, kSpace4, kSpace16, kSpace4);
    row->setSpacing(kSpace8);
    row->addWidget(m_mark);
    row->addWidget(m_words, 1);
    row->addWidget(m_action);
    row->addWidget(m_other);
    connect(m_action, &Button::clicked, this, &Banner::actionClicked);
    connect(m_other, &Button::clicked, this, &Banner::otherClicked);
    connect(themeChanges(), &ThemeChanges::changed, this, &Banner::refresh);
    refresh();
    hide();
}

void Banner::setWords(const QString &words)
{
    const bool news = words != m_words->text() && !words.isEmpty();
    m_words->setText(words);
    setVisible(!words.isEmpty());
    if (news)
        announce(m_words, words);
}

void Banner::setTone(BannerTone tone)
{
    m_tone = tone;
    refresh();
}

void Banner::setIcon(Icon icon)
{
    if (std::exchange(m_icon, icon) != icon)
        refresh();
}

void Banner::setAction(const QString &words)
{
    m_action->setText(words);
    m_action->setVisible(!words.isEmpty());
    m_action->updateGeometry();
}

void Banner::setActionKey(Qt::Key key) { m_action->setKeys(key); }

void Banner::setOther(const QString &words)
{
    m_other->setText(words);
    m_other->setVisible(!words.isEmpty());
    m_other->updateGeometry();
}

void Banner::refresh()
{
    const Pair pair = pairOf(m_tone);
    m_words->setColour(pair.ink);
    m_mark->setPixmap(iconPixmap(m_icon, scaled(16), colour(pair.ink), devicePixelRatioF()));
    setMinimumHeight(scaled(36));
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(pairOf(m_tone).fill), {}, 1, property("flush").toBool() ? 0 : kRadius);
}

} // namespace updesk
