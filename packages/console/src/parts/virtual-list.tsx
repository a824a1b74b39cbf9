import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** As the style sheet has it. */
const ROW_HEIGHT = 40;

/** Rows beyond what is seen, so that a turn of the wheel meets rows and not ground. */
const OVERSCAN = 8;

interface ListProps {
  readonly label: string;
  readonly count: number;
  readonly keyOf: (index: number) => string;
  readonly renderRow: (index: number) => ComponentChildren;
  /** The place of the row that is open; -1 for none. */
  readonly selected: number;
  readonly onOpen: (index: number) => void;
  /** The last row in sight. */
  readonly onReach?: (index: number) => void;
  /** Whether it stands somewhere else than at its top. */
  readonly onScrolled?: (isScrolled: boolean) => void;
  /** The class that lays out a row's columns. */
  readonly rowClass: string;
}

/** A list of any length, of which only what is seen is in the page. */
export function VirtualList(props: ListProps) {
  const { label, count, keyOf, renderRow, selected, onOpen, onReach, rowClass } = props;
  const element = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const { first, last, onScroll } = useWindow(element, props);
  useEffect(() => {
    onReach?.(last);
  }, [last, onReach]);
  const move = (to: number): void => {
    const next = Math.min(Math.max(to, 0), count - 1);
    setAt(next);
    scrollTo(element.current, next);
  };
  const rows = Array.from({ length: Math.max(last - first, 0) }, (_row, offset) => first + offset);
  return (
    <div
      ref={element}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      {...(at >= first && at < last && { 'aria-activedescendant': `row-${keyOf(at)}` })}
      onScroll={onScroll}
      onKeyDown={(event) => {
        const to = targetOf(event.key, at, count, element.current);
        if (to !== null) move(to);
        else if (event.key === 'Enter' && count > 0) onOpen(at);
        else return;
        event.preventDefault();
      }}
    >
      <div class="list-space" style={{ height: `${count * ROW_HEIGHT}px` }}>
        {rows.map((index) => (
          <div
            key={keyOf(index)}
            id={`row-${keyOf(index)}`}
            class={`list-row ${rowClass} ${index === at ? 'at' : ''}`}
            role="option"
            aria-selected={index === selected}
            aria-setsize={count}
            aria-posinset={index + 1}
            style={{ top: `${index * ROW_HEIGHT}px` }}
            onClick={() => {
              setAt(index);
              onOpen(index);
            }}
          >
            {renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Which rows are in sight, from the first to the one behind the last. */
function useWindow(
  element: { readonly current: HTMLDivElement | null },
  { count, onScrolled }: Pick<ListProps, 'count' | 'onScrolled'>,
) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  useEffect(() => {
    const list = element.current;
    if (list === null) return undefined;
    const observer = new ResizeObserver(() => {
      setHeight(list.clientHeight);
    });
    observer.observe(list);
    return () => {
      observer.disconnect();
    };
  }, []);
  return {
    first: Math.max(Math.floor(top / ROW_HEIGHT) - OVERSCAN, 0),
    last: Math.min(Math.ceil((top + height) / ROW_HEIGHT) + OVERSCAN, count),
    onScroll: () => {
      const now = element.current?.scrollTop ?? 0;
      setTop(now);
      onScrolled?.(now > 0);
    },
  };
}

/** Where a key leads; `null` for one that leads nowhere. */
function targetOf(key: string, at: number, count: number, list: HTMLElement | null): number | null {
  const page = Math.max(Math.floor((list?.clientHeight ?? 0) / ROW_HEIGHT) - 1, 1);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  return targets[key] ?? null;
}

function scrollTo(list: HTMLElement | null, index: number): void {
  if (list === null) return;
  const top = index * ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
}
