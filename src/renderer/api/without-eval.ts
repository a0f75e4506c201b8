import * as z from 'zod';

// zod builds faster parsers with `new Function`, and probes for it; the page's policy forbids that and reports the
// probe. Must be imported before any schema is made, so before everything else.
z.config({ jitless: true });
