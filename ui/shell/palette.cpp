// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette.h"

#include "ui/parts/announce.h"
#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/shell/palettedelegate.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{
namespace
{

constexpr int kMostRows = 13;

/// The palette's own box and foot, with the divider between them and the list.
class Band final : public QWidget
{
public:
    Band(Colour fill, bool lineBelow) : m_fill(fill), m_lineBelow(lineBelow) { }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colour(m_fill));
        painter.fillRect(QRect(0, m_lineBelow ? height() - 1 : 0, width(), 1), colour(Colour::Divider));
    }

private:
    Colour m_fill;
    bool m_lineBelow;
};

} // namespace

Palette::Palette(QWidget *window)
    : SheetDialog(window),
      m_input(new QLineEdit),
      m_count(new TextLabel(QString(), Type::Body, Colour::Hint)),
      m_list(new QListView),
      m_none(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Search and commands"));
    setBare();
    build();
    connect(m_input, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QListView::clicked, this, &Palette::run);
    connect(themeChanges(), &ThemeChanges::changed, this, &Palette::fit);
}

void Palette::build()
{
    m_input->setObjectName(QStringLiteral("palette.input"));
    m_input->setAccessibleName(tr("Search or type a command"));
    m_input->setPlaceholderText(m_input->accessibleName());
    m_input->setFrame(false);
    m_input->setProperty("ownRing", true);
    m_input->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("palette.list"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_none->setObjectName(QStringLiteral("palette.none"));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace12);
    auto *box = new Band(Colour::Base, true);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(kSpace16, 0, kSpace16, 1);
    row->setSpacing(kSpace12);
    auto *mark = new QLabel;
    const auto refresh = [this, mark, box] {
        mark->setPixmap(iconPixmap(Icon::Search, scaled(20), colour(Colour::Accent), devicePixelRatioF()));
        m_input->setFont(updesk::font(Type::SectionPlain));
        box->setFixedHeight(scaled(48));
    };
    refresh();
    connect(themeChanges(), &ThemeChanges::changed, this, refresh);
    row->addWidget(mark);
    row->addWidget(m_input, 1);
    row->addWidget(m_count);
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part :
        {static_cast<QWidget *>(box), static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_none), makeFoot()})
        column->addWidget(part);
    setBody(m_body);
    setPanel(640, 72);
}

QWidget *Palette::makeFoot()
{
    auto *foot = new Band(Colour::Alt, false);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(kSpace16, 1, kSpace16, 0);
    row->setSpacing(4);
    const auto say = [row](const QStringList &keys, const QString &words) {
        for (const QString &key : keys)
            row->addWidget(new KeycapLabel(key));
        row->addWidget(new TextLabel(words, Type::Caption, Colour::Text2));
        row->addSpacing(kSpace12);
    };
    say({tr("Up"), tr("Down")}, tr("move"));
    say({tr("Enter")}, tr("run"));
    say({tr("Esc")}, tr("back to where you were"));
    row->addStretch();
    const auto fix = [foot] { foot->setFixedHeight(scaled(34)); };
    fix();
    connect(themeChanges(), &ThemeChanges::changed, foot, fix);
    return foot;
}

void Palette::addProvider(PaletteProvider provider) { m_providers.push_back(std::move(provider)); }

void Palette::openWith(const QString &text)
{
    m_input->setText(text);
    search(text);
    openSheet(m_input);
    fit();
}

void Palette::search(const QString &text)
{
    const QString query = text.trimmed();
    std::vector<PaletteEntry> found;
    for (const PaletteProvider &provider : m_providers)
        std::ranges::move(provider(query), std::back_inserter(found));
    m_model->show(query, std::move(found));
    const int count = m_model->found();
    m_count->setText(query.isEmpty() ? QString() : tr("%n found", nullptr, count));
    if (count == 0)
        m_none->setText(m_fallback && !query.isEmpty()
                ? tr("Nothing found for '%1'. Enter adds a walk-in with this text.").arg(query)
                : tr("Nothing found for '%1'.").arg(query));
    choose(m_model->nextChoice(-1, 1));
    if (isOpen())
        announce(m_input, count == 0 ? m_none->text() : m_count->text());
    fit();
}

void Palette::fit()
{
    const int room = parentWidget()->height() - 72 - scaled(48 + 34) - kSpace32;
    int shown = 0;
    for (int row = 0; row < std::min(m_model->rowCount(), kMostRows); ++row) {
        const int more = m_list->itemDelegate()->sizeHint({}, m_model->index(row)).height();
        if (shown + more > room)
            break;
        shown += more;
    }
    shown += kSpace8;
    m_list->setFixedHeight(shown);
    m_list->setVisible(m_model->found() > 0);
    m_none->setVisible(m_model->found() == 0);
    m_list->doItemsLayout();
    const int none = m_none->heightForWidth(scaled(640) - 2);
    m_body->setFixedHeight(scaled(48) + scaled(34) + (m_model->found() > 0 ? shown : none));
    place();
}

void Palette::choose(int row)
{
    if (row < 0)
        return;
    m_list->setCurrentIndex(m_model->index(row));
    // The first entry brings its head along, so that the list never starts in the middle of a group.
    m_list->scrollTo(m_model->index(row == 1 ? 0 : row));
}

void Palette::run(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->at(index);
    if (!entry)
        return;
    const auto act = entry->run;
    closeSheet();
    if (act)
        act();
}

void Palette::runFallback()
{
    const QString text = m_input->text().trimmed();
    if (!m_fallback || text.isEmpty())
        return;
    closeSheet();
    m_fallback(text);
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return SheetDialog::eventFilter(watched, event);
    const int row = m_list->currentIndex().row();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        choose(m_model->nextChoice(row, 1));
        return true;
    case Qt::Key_Up:
        choose(m_model->nextChoice(row, -1));
        return true;
    case Qt::Key_PageDown:
        choose(m_model->nextChoice(std::min(row + 8, m_model->rowCount() - 1) - 1, 1));
        return true;
    case Qt::Key_PageUp:
        choose(m_model->nextChoice(std::max(row - 8, 1) - 1, 1));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_model->found() == 0)
            runFallback();
        else
            run(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

} // namespace updesk
